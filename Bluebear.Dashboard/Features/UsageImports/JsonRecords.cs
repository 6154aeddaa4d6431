namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A row of a JSON file.</summary>
/// <param name="Line">The line where it starts.</param>
/// <param name="Text">Its text, an object from brace to brace that may still not be JSON; null if there is a problem.</param>
/// <param name="Problem">Why it cannot be used, or null.</param>
internal readonly record struct JsonRecord(long Line, string? Text, string? Problem);

/// <summary>
/// The rows of a JSON file: an object on each line, an array of objects, or pages <c>{"data": [objects], "total": 2}</c>; on one
/// line or many, and several of them one after another. Only one row is in memory.
/// </summary>
/// <remarks>After a row that is cut off, reading goes on at the next one, and the reason says how many lines were passed over.</remarks>
internal sealed class JsonRecords(TextReader text)
{
    /// <summary>The reason for what is not a row.</summary>
    public const string NotAnObject = "is not a JSON object";

    private static readonly string TooLong = $"has more than {TextWindow.MaxKept} characters";

    private readonly TextWindow _text = new(text);
    private bool _isInRows;

    /// <summary>The number of characters that it has memory for.</summary>
    public int Held => _text.Held;

    /// <summary>The rows in the file's order. Can be read once.</summary>
    public IEnumerable<JsonRecord> Read()
    {
        while (_text.SkipSpace() is var next and not TextWindow.End)
        {
            var records = next switch
            {
                '{' => Document(),
                '[' => Rows(),
                _ => NotJson(),
            };
            foreach (var record in records)
            {
                yield return record;
            }
        }
    }

    private IEnumerable<JsonRecord> NotJson()
    {
        yield return new(_text.Line, null, NotAnObject);
        _text.SkipLine();
    }

    // An object that stands by itself: a row, or a page of rows.
    private IEnumerable<JsonRecord> Document()
    {
        var (line, indentation) = (_text.Line, _text.Indentation);
        var scan = new JsonScan(_text, isDocument: true);
        _text.Mark();
        var isPage = false;
        var end = scan.Run();
        while (end is JsonScanEnd.AtRows)
        {
            isPage = true;
            _text.Unmark();
            foreach (var row in Rows())
            {
                yield return row;
            }

            if (!_isInRows)
            {
                yield break;
            }

            end = scan.Run();
        }

        if (Finish(line, indentation, end, isPage) is { } record)
        {
            yield return record;
        }
    }

    private JsonRecord? Finish(long line, int? indentation, JsonScanEnd end, bool isPage)
    {
        var taken = _text.Take();
        if (end is JsonScanEnd.Ended)
        {
            return isPage ? new(_text.Line, null, "ends before the page that began earlier is closed") : CutOff(line);
        }

        if (end is JsonScanEnd.Closed && _text.SkipBlanks() is TextWindow.End or '\n' or '{' or '[')
        {
            return isPage ? null : taken is null ? new(line, null, TooLong) : new(line, taken, null);
        }

        var first = isPage ? _text.Line : line;
        if (_text.Line == first)
        {
            _text.SkipLine();
            return new(first, null, NotAnObject);
        }

        SkipToRow(indentation);
        return new(first, null, PassedOver(first));
    }

    // The rows of an array. Afterwards _isInRows says whether its closing bracket was found.
    private IEnumerable<JsonRecord> Rows()
    {
        _text.Next();
        _isInRows = true;
        int? usual = null;
        while (_text.SkipSpace() is var next and not ']')
        {
            if (next == ',')
            {
                _text.Next();
                continue;
            }

            if (next is TextWindow.End || (next == '}' && IsEnd()))
            {
                yield return new(_text.Line, null, "ends before the JSON array that began earlier is closed");
                _isInRows = next == '}';
                yield break;
            }

            var indentation = _text.Indentation;
            var row = Row((char)next, usual ?? indentation);
            usual = row.Text is null ? usual : indentation;
            yield return row;
            if (!_isInRows)
            {
                yield break;
            }
        }

        _text.Next();
    }

    // A brace where a row is expected ends the page whose bracket is missing, unless a row follows.
    private bool IsEnd() => _text.PeekLine()[1..].TrimStart() is not [not (',' or '}' or ']' or '\r'), ..];

    private JsonRecord Row(char first, int? indentation)
    {
        var line = _text.Line;
        _text.Mark();
        var end = first is '{' or '[' or '"' ? new JsonScan(_text, isDocument: false).Run() : SkipWord();
        var taken = _text.Take();
        if (end is JsonScanEnd.Ended)
        {
            _isInRows = false;
            return CutOff(line);
        }

        if (end is JsonScanEnd.Broken || _text.SkipBlanks() is not (',' or ']' or '\n' or '{' or '[' or TextWindow.End))
        {
            if (_text.Line == line)
            {
                _text.SkipLine();
            }

            _isInRows = SkipToRow(indentation);
            return new(line, null, PassedOver(line));
        }

        return first != '{' ? new(line, null, NotAnObject) : taken is null ? new(line, null, TooLong) : new(line, taken, null);
    }

    // A number or a word, which is no row.
    private JsonScanEnd SkipWord()
    {
        if (_text.Peek() == '}')
        {
            return JsonScanEnd.Broken;
        }

        do
        {
            _text.Next();
        }
        while (_text.Peek() is not (TextWindow.End or ',' or ']' or '}' or '{' or '[' or '"' or '\n'));
        return JsonScanEnd.Closed;
    }

    // Moves to the line where the next row begins. False if that is outside of the rows that were being read.
    private bool SkipToRow(int? indentation)
    {
        while (true)
        {
            if (_text.Indentation is not null && _text.SkipSpace() is '{' or '[' or ']' or '}'
                && _text.Indentation is { } found && found <= (indentation ?? 0))
            {
                return found == indentation || _text.Peek() is ']';
            }

            if (_text.Peek() == TextWindow.End)
            {
                return false;
            }

            _text.SkipLine();
        }
    }

    private static JsonRecord CutOff(long line) => new(line, null, "is cut off: the file ends inside it");

    private string PassedOver(long line) => _text.Peek() == TextWindow.End ? $"{NotAnObject}; nothing after it was read"
        : _text.Line - line is > 1 and var lines ? $"{NotAnObject}; passed over {lines} lines"
        : NotAnObject;
}
