using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>SHA-256 over fields that are written one after the other, each in exactly one form.</summary>
internal sealed class CanonicalHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>A whole number; null is 0.</summary>
    public void Write(long? value) => Write(value ?? 0);

    /// <summary>A whole number.</summary>
    public void Write(long value)
    {
        if (_length + sizeof(long) > _buffer.Length)
        {
            Flush();
        }

        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>An instant.</summary>
    public void Write(DateTimeOffset instant) => Write(Instants.ToMicroseconds(instant));

    /// <summary>An instant; null is 0.</summary>
    public void Write(DateTimeOffset? instant) => Write(instant is { } some ? Instants.ToMicroseconds(some) : 0);

    /// <summary>An operation key and its request; null is zeros.</summary>
    public void Write(OperationMark? mark)
    {
        Write(mark?.Key ?? default);
        Write(mark?.Request ?? default);
    }

    /// <summary>A text with its length. Null differs from an empty text.</summary>
    public void Write(string? text)
    {
        if (text is null)
        {
            Write(-1);
            return;
        }

        WriteCounted(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Bytes, after their number.</summary>
    public void WriteCounted(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        if (bytes.Length > 0)
        {
            WriteBytes(bytes);
        }
    }

    /// <summary>Bytes of a fixed number.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Flush();
        _hash.AppendData(bytes);
    }

    /// <summary>The hash, 32 bytes. The next hash then begins.</summary>
    public byte[] Finish()
    {
        Flush();
        return _hash.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(Hash128 hash)
    {
        Write(unchecked((long)hash.High));
        Write(unchecked((long)hash.Low));
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
