using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>
/// The canonical bytes of what a batch adds, and the chain of hashes over them, the same on every database (ledger.md, Seals).
/// </summary>
/// <remarks>
/// Version 3: a seal is SHA-256 over the version, the tenant, the number, the hash before it, and then for each section in the
/// order of <see cref="SealedCounts"/>, and for operation keys, the number of its rows and the SHA-256 over them. A row is its
/// fields: whole numbers as big-endian 64 bits (0 for null), instants in microseconds, hashes as their bytes; texts, decisions
/// and base changes as their length and bytes. Rows are in the order of their ids, operation keys in the order of their hashes.
/// What changes later (balances, how a hold ended) is not part of it: <c>verify</c> derives it from what is. A later version may
/// differ; <see cref="Seal.Version"/> names the one used.
/// </remarks>
public sealed class SealEncoding : IDisposable
{
    /// <summary>The version of new seals.</summary>
    public const int CurrentVersion = 3;

    private readonly CanonicalHash _head = new();
    private readonly CanonicalHash?[] _sections = new CanonicalHash?[6];
    private readonly long[] _rows = new long[6];

    /// <summary>Begins a tenant's seal after the hash of the one before it.</summary>
    public SealEncoding(TenantId tenant, long number, ReadOnlyMemory<byte> previousHash)
    {
        _head.Write(CurrentVersion);
        _head.Write(tenant.Value);
        _head.Write(number);
        _head.WriteBytes(previousHash.Span);
    }

    private enum SealedSection
    {
        Transfers,
        Purchases,
        Charges,
        Holds,
        Texts,
        Keys,
    }

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        var hash = Next(SealedSection.Transfers);
        hash.Write(transfer.Id.Value);
        hash.Write((long)transfer.Type);
        hash.Write(transfer.Amount.MicroCredits);
        hash.Write(transfer.From?.Value);
        hash.Write(transfer.To?.Value);
        hash.Write(transfer.OccurredAt);
        hash.Write(transfer.RecordedAt);
        hash.Write(transfer.AccountedAt);
        hash.Write(transfer.Actor.Value);
        hash.Write(transfer.Reason?.Value);
        hash.Write(transfer.Reference?.Value);
        hash.Write(transfer.Operation?.Value);
        hash.Write(transfer.Mark);
        hash.Write(transfer.Reverses?.Value);
        hash.Write(transfer.Charge?.Value);
        hash.Write(transfer.Hold?.Value);
        hash.WriteCounted(transfer.Decision is { } decision ? decision.Bytes.Span : default);
        hash.Write((long?)transfer.Cause);
        hash.WriteCounted(transfer.Bases is { } bases ? bases.ToBytes() : default);
        hash.Write(transfer.Entries.Count);
        foreach (var entry in transfer.Entries)
        {
            Add(hash, entry);
        }
    }

    /// <summary>Adds the next purchase: its amount, price and expiry.</summary>
    public void Add(Purchase purchase)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        var hash = Next(SealedSection.Purchases);
        hash.Write(purchase.Id.Value);
        hash.Write(purchase.Transfer.Value);
        hash.Write(purchase.Amount.MicroCredits);
        hash.Write(purchase.Reference);
        // Without trailing zeros: 1.0 and 1.00 are the same price.
        hash.Write(purchase.Price?.Amount.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture));
        hash.Write(purchase.Price?.Currency);
        hash.Write(purchase.ExpiresAt);
        hash.Write(purchase.RecordedAt);
    }

    /// <summary>Adds the next usage record.</summary>
    public void Add(Charge charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        var hash = Next(SealedSection.Charges);
        hash.Write(charge.Id.Value);
        hash.Write(charge.Transfer?.Value);
        hash.Write(charge.Payer.Value);
        hash.Write(charge.Amount.MicroCredits);
        hash.Write(charge.OccurredAt);
        hash.Write(charge.RecordedAt);
        Add(hash, charge.Facts);
        Add(hash, charge.Tokens, charge.Details);
        hash.Write(charge.IsEstimate ? 1 : 0);
        hash.Write(charge.Hold?.Value);
        hash.Write(charge.Mark);
    }

    /// <summary>Adds the next hold as it was made.</summary>
    public void Add(Hold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        var hash = Next(SealedSection.Holds);
        hash.Write(hold.Id.Value);
        hash.Write(hold.Holder.Value);
        hash.Write(hold.Amount.MicroCredits);
        hash.Write(hold.Transfer?.Value);
        hash.Write(hold.ExpiresAt);
        Add(hash, hold.Facts);
        Add(hash, hold.Tokens, hold.Details);
        // Otherwise the first reservation carries the decision.
        hash.WriteCounted(hold.Transfer is null ? hold.Decision.Bytes.Span : default);
    }

    /// <summary>Adds the next interned text by its digest, so that the text itself can be erased.</summary>
    public void Add(InternedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = Next(SealedSection.Texts);
        hash.Write(text.Id.Value);
        hash.Write((long)text.Kind);
        hash.WriteCounted(text.Digest.Span);
    }

    /// <summary>Adds the next key of an operation without transfers.</summary>
    public void Add(IdempotencyRecord key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hash = Next(SealedSection.Keys);
        hash.Write(key.Mark);
        hash.Write(key.Account?.Value);
        hash.Write(key.Hold?.Value);
        hash.Write(key.Charge?.Value);
    }

    /// <summary>The seal's hash, 32 bytes. Nothing can be added afterwards.</summary>
    public byte[] Finish()
    {
        for (var part = 0; part < _sections.Length; part++)
        {
            _head.Write(_rows[part]);
            if (_sections[part] is { } section)
            {
                _head.WriteBytes(section.Finish());
            }
        }

        return _head.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _head.Dispose();
        foreach (var section in _sections)
        {
            section?.Dispose();
        }
    }

    private CanonicalHash Next(SealedSection part)
    {
        _rows[(int)part]++;
        return _sections[(int)part] ??= new();
    }

    private static void Add(CanonicalHash hash, RequestFacts facts)
    {
        hash.Write(facts.Workspace?.Value);
        hash.Write(facts.Team?.Value);
        hash.Write(facts.Account?.Value);
        hash.Write(facts.IsPersonal ? 1 : 0);
        hash.Write(facts.User?.Value);
        hash.Write(facts.Model?.Value);
        hash.Write(facts.ConsumerGroup?.Value);
        hash.Write(facts.Tags?.Value);
    }

    private static void Add(CanonicalHash hash, TokenCounts tokens, UsageDetails details)
    {
        hash.Write(tokens.Input);
        hash.Write(tokens.CachedInput);
        hash.Write(tokens.Output);
        hash.Write(UsageDetailsText.Of(details));
    }

    private static void Add(CanonicalHash hash, Entry entry)
    {
        hash.Write(entry.Account?.Value);
        hash.Write((long)entry.Bucket);
        hash.Write(entry.Purchase?.Value);
        hash.Write(entry.BudgetPeriod.Value);
        hash.Write(entry.Amount.MicroCredits);
        hash.Write(entry.BalanceAfter?.MicroCredits);
        hash.Write(entry.Sequence);
    }
}
