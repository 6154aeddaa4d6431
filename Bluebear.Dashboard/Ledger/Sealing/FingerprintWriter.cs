using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>
/// Writes the parsed fields of a request. Two requests have the same bytes exactly if they are the same request.
/// </summary>
internal sealed class FingerprintWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    public void Add(long? value)
    {
        Add(value is null ? 0L : 1L);
        Add(value ?? 0);
    }

    public void Add(NamedAccount? account)
    {
        Add(account is null ? 0L : 1L);
        account?.Describe(this);
    }

    public void Add(Credits? amount) => Add(amount?.MicroCredits);

    public void Add(DateTimeOffset? instant) => Add(instant is { } at ? Instants.ToMicroseconds(at) : (long?)null);

    public void Add(string? text)
    {
        Add(text is null ? -1L : text.Length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text ?? "", _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0))));
    }

    public Hash128 Hash() => Hash128.Of(_bytes.WrittenSpan);
}
