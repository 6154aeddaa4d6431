using System.Buffers;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>How the scan of a JSON value ended. A closed set.</summary>
internal enum JsonScanEnd
{
    /// <summary>Behind its last character.</summary>
    Closed,

    /// <summary>At a place where it cannot go on: it was cut off, or is not JSON.</summary>
    Broken,

    /// <summary>At the end of the text, inside it.</summary>
    Ended,

    /// <summary>Before the array of rows of a page, see <see cref="JsonScan"/>. The scan can go on behind it.</summary>
    AtRows,
}

/// <summary>
/// Finds the end of one JSON value without keeping it, and notices where it is cut off. What it finds closed may still not be
/// JSON.
/// </summary>
/// <param name="text">The text, at the first character of an object, array or string.</param>
/// <param name="isDocument">True for an object that may be a page: <c>{"data": [rows], "total": 2}</c>.</param>
internal sealed class JsonScan(TextWindow text, bool isDocument)
{
    private const string RowsMember = "data";
    private const string RowMember = "request_id";

    private const int LongestMember = 16;

    private static readonly SearchValues<char> InText = SearchValues.Create('"', '\\', '\n');
    private static readonly SearchValues<char> BetweenTexts = SearchValues.Create("\"{}[],:\n");

    private readonly int? _indentation = text.Indentation;
    private readonly List<char> _closers = [];
    private char _last;
    private string? _key;
    private bool _isRow;

    /// <summary>Moves to the value's end, or to where it breaks.</summary>
    public JsonScanEnd Run()
    {
        do
        {
            if (Step() is { } end)
            {
                return end;
            }
        }
        while (_closers.Count > 0);
        return JsonScanEnd.Closed;
    }

    /// <summary>True if a line, without what follows its last bracket, is an object that is not empty.</summary>
    public static bool IsWholeObject(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        line = line.EndsWith(",") ? line[..^1].TrimEnd() : line;
        if (line is not ['{', .., '}'] || line[1..].TrimStart() is not ['"', ..])
        {
            return false;
        }

        var (depth, isText) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isText ^= line[i] == '"';
            i += isText && line[i] == '\\' ? 1 : 0;
            depth += isText || i >= line.Length ? 0 : line[i] is '{' or '[' ? 1 : line[i] is '}' or ']' ? -1 : 0;
            if (depth == 0 && !isText && i < line.Length - 1)
            {
                return false;
            }
        }

        return depth == 0 && !isText;
    }

    private JsonScanEnd? Step()
    {
        text.SkipTo(BetweenTexts);
        var next = text.Peek();
        if (next == TextWindow.End)
        {
            return JsonScanEnd.Ended;
        }

        if (next == '\n')
        {
            text.Next();
            return IsNextRow() ? JsonScanEnd.Broken : null;
        }

        return Take((char)next);
    }

    private JsonScanEnd? Take(char next)
    {
        // After a comma an object has a name. A value there belongs to what comes after a cut.
        if (_closers is [.., '}'] && _last is ',' or '{' && next is not ('"' or '}'))
        {
            return JsonScanEnd.Broken;
        }

        switch (next)
        {
            case '"':
                return TakeText();
            case '[' when isDocument && _closers.Count == 1 && _last == ':' && _key == RowsMember && !_isRow:
                _last = ']';
                return JsonScanEnd.AtRows;
            case '{' or '[':
                _closers.Add(next == '{' ? '}' : ']');
                break;
            case '}' or ']':
                if (_closers is not [.., var closer] || closer != next)
                {
                    return JsonScanEnd.Broken;
                }

                _closers.RemoveAt(_closers.Count - 1);
                break;
        }

        _last = next;
        text.Next();
        return null;
    }

    private JsonScanEnd? TakeText()
    {
        var isKey = isDocument && _closers.Count == 1 && _last is ',' or '{';
        var key = isKey ? text.PeekLine(LongestMember) : default;
        _key = !isKey ? _key : key.StartsWith($"\"{RowsMember}\"") ? RowsMember : null;
        _isRow |= isKey && key.StartsWith($"\"{RowMember}\"");
        text.Next();
        _last = '"';
        while (true)
        {
            text.SkipTo(InText);
            switch (text.Peek())
            {
                case '"':
                    text.Next();
                    return null;
                case '\\':
                    text.Next();
                    if (text.Peek() is not ('\n' or TextWindow.End))
                    {
                        text.Next();
                    }

                    break;
                case TextWindow.End:
                    return JsonScanEnd.Ended;
                default:
                    return JsonScanEnd.Broken;
            }
        }
    }

    // A row begins on a line of its own, no further in than this value, which is still open: the value was cut off. Parts of a
    // value that is printed over several lines stand further in. Without any indentation only a row that is whole shows it.
    private bool IsNextRow()
    {
        if (_indentation is not { } indentation)
        {
            return false;
        }

        var line = text.PeekLine();
        var row = line.TrimStart(" \t");
        return row is ['{', ..] && line.Length - row.Length <= indentation && (indentation > 0 || IsWholeObject(row));
    }
}
