using System.Text;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// The text of a usage file, whose beginning can be looked at before it is read: UTF-8, or UTF-16 in either order, with or without
/// a byte order mark.
/// </summary>
internal sealed class UsageText : TextReader
{
    private const int HeadLength = 64 * 1024;

    private readonly StreamReader _text;
    private readonly char[] _head = new char[HeadLength];
    private readonly int _headEnd;
    private int _at;

    /// <summary>Opens a text, and takes ownership of the stream.</summary>
    public UsageText(Stream stream)
    {
        _text = new(stream, Guess(stream), detectEncodingFromByteOrderMarks: true, bufferSize: HeadLength);
        _headEnd = _text.ReadBlock(_head);
    }

    /// <summary>The first line that is not blank, as far as it stands in the first 64 Ki characters; empty if there is none.</summary>
    public ReadOnlySpan<char> FirstLine
    {
        get
        {
            var head = _head.AsSpan(0, _headEnd).TrimStart();
            var end = head.IndexOfAny('\r', '\n');
            return end < 0 ? head : head[..end];
        }
    }

    /// <inheritdoc/>
    public override int Peek() => _at < _headEnd ? _head[_at] : _text.Peek();

    /// <inheritdoc/>
    public override int Read() => _at < _headEnd ? _head[_at++] : _text.Read();

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (_at == _headEnd)
        {
            return _text.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _headEnd - _at);
        _head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    // Every format begins with ASCII, of which UTF-16 has every other byte zero.
    private static Encoding Guess(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return Encoding.UTF8;
        }

        Span<byte> first = stackalloc byte[2];
        var start = stream.Position;
        var count = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return count < first.Length ? Encoding.UTF8
            : first is [0, not 0] ? Encoding.BigEndianUnicode
            : first is [not 0, 0] ? Encoding.Unicode
            : Encoding.UTF8;
    }
}
