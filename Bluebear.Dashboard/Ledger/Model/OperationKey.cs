using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// The key that makes an operation happen once: 1-255 printable ASCII characters. Each tenant has keys of its own.
/// </summary>
/// <remarks>
/// The constructor refuses other text with <see cref="ArgumentException"/>. Check text from outside with <see
/// cref="IsWellFormed"/>.
/// </remarks>
public readonly record struct OperationKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>A key from its text.</summary>
    public OperationKey(string value)
    {
        if (!IsWellFormed(value))
        {
            throw new ArgumentException("An operation key has 1-255 printable ASCII characters.", nameof(value));
        }

        Value = value;
    }

    /// <summary>The key's text.</summary>
    public string Value { get; }

    /// <summary>True for a text that can be a key.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(static c => c is >= ' ' and <= '~');

    /// <summary>A new, unique key.</summary>
    public static OperationKey New() => new(Guid.CreateVersion7().ToString("N"));

    /// <summary>The first 128 bits of the key's SHA-256, the stored form.</summary>
    public Hash128 Hash() => Hash128.Of(Encoding.UTF8.GetBytes(Value));
}

/// <summary>The first 128 bits of a SHA-256.</summary>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The next eight bytes, big-endian.</param>
public readonly record struct Hash128(ulong High, ulong Low)
{
    /// <summary>The size of a stored hash in bytes.</summary>
    public const int Size = 16;

    /// <summary>The hash of bytes.</summary>
    public static Hash128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return FromBytes(digest[..Size]);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Hash128 FromBytes(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>The sixteen bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Low);
        return bytes;
    }
}

/// <summary>What is stored to recognize a repeated operation.</summary>
/// <param name="Key">The hash of the operation key; unique within the tenant.</param>
/// <param name="Request">The hash of the parsed request. The same key with another request is refused.</param>
public readonly record struct OperationMark(Hash128 Key, Hash128 Request);
