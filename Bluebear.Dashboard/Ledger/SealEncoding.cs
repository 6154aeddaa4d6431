using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Bluebear.Dashboard.Ledger;

/// <summary>The canonical bytes of transfers and the chain of hashes over them, the same on every database (ledger.md, Seals).</summary>
/// <remarks>
/// Version 1: every field as a big-endian 64-bit integer, 0 for none, instants in microseconds, hashes as their bytes, the decision
/// as its length and bytes; a transfer ends with the number of its entries and each entry's fields. A later version may differ;
/// <see cref="Seal.Version"/> says which one a seal was made with.
/// </remarks>
public sealed class SealEncoding : IDisposable
{
    /// <summary>The version that new seals are made with.</summary>
    public const int CurrentVersion = 1;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Begins a seal of a tenant upon the hash of the one before it.</summary>
    public SealEncoding(TenantId tenant, long number, ReadOnlyMemory<byte> previousHash)
    {
        Write(CurrentVersion);
        Write(tenant.Value);
        Write(number);
        WriteBytes(previousHash.Span);
    }

    /// <summary>Takes in the next transfer; the order counts.</summary>
    public void Add(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        Write(transfer.Id.Value);
        Write((long)transfer.Type);
        Write(transfer.Amount.MicroCredits);
        Write(transfer.From?.Value ?? 0);
        Write(transfer.To?.Value ?? 0);
        Write(Instants.ToMicroseconds(transfer.OccurredAt));
        Write(Instants.ToMicroseconds(transfer.RecordedAt));
        Write(transfer.AccountedAt is { } accounted ? Instants.ToMicroseconds(accounted) : 0);
        Write(transfer.Actor.Value);
        Write(transfer.Reason?.Value ?? 0);
        Write(transfer.Reference?.Value ?? 0);
        Write(transfer.Operation?.Value ?? 0);
        WriteHash(transfer.Mark?.Key ?? default);
        WriteHash(transfer.Mark?.Request ?? default);
        Write(transfer.Reverses?.Value ?? 0);
        Write(transfer.Charge?.Value ?? 0);
        Write(transfer.Hold?.Value ?? 0);
        var decision = transfer.Decision?.Bytes ?? default;
        Write(decision.Length);
        if (decision.Length > 0)
        {
            WriteBytes(decision.Span);
        }

        Write(transfer.Entries.Count);
        foreach (var entry in transfer.Entries)
        {
            Add(entry);
        }
    }

    /// <summary>The seal's hash, 32 bytes; nothing can be added after it.</summary>
    public byte[] Finish()
    {
        Flush();
        return _hash.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Add(Entry entry)
    {
        Write(entry.Account?.Value ?? 0);
        Write((long)entry.Bucket);
        Write(entry.Purchase?.Value ?? 0);
        Write(entry.BudgetPeriod.Value);
        Write(entry.Amount.MicroCredits);
        Write(entry.BalanceAfter?.MicroCredits ?? 0);
        Write(entry.Sequence);
    }

    private void Write(long value)
    {
        if (_length + sizeof(long) > _buffer.Length)
        {
            Flush();
        }

        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void WriteHash(Hash128 hash)
    {
        Write(unchecked((long)hash.High));
        Write(unchecked((long)hash.Low));
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Flush();
        _hash.AppendData(bytes);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
