using System.Globalization;
using System.Text;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A line of comma-separated values after RFC 4180, whose texts no spreadsheet takes for formulas.</summary>
/// <remarks>
/// A text that begins like a formula (= + - @, a control character, or one of these after blanks of any kind) gets an apostrophe
/// before it. Numbers, instants and ids of our own making are written as they are. CsvHelper's option for this looks at a cell's first
/// character only and touches negative numbers as well, hence this.
/// </remarks>
public sealed class CsvCells
{
    // Where the comma is the decimal sign, spreadsheets split lines at semicolons, and heed no quotes that do not begin a cell.
    private const char OtherSeparator = ';';

    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212";
    private static readonly System.Buffers.SearchValues<char> MustQuote = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _line = new();
    private bool _started;

    /// <summary>A text that somebody wrote.</summary>
    public CsvCells Text(string? text) => Write(Harmless(text ?? ""));

    /// <summary>A value of our own making: a number, an instant, an id, a heading.</summary>
    public CsvCells Raw(string? value) => Write(value ?? "");

    /// <summary>An instant as RFC 3339 in UTC.</summary>
    public CsvCells Instant(DateTimeOffset instant) =>
        Write(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    /// <summary>The line with its end; the next cell begins another.</summary>
    public string End()
    {
        var line = _line.Append("\r\n").ToString();
        _line.Clear();
        _started = false;
        return line;
    }

    /// <summary>The text, with an apostrophe before it, and before each of its parts, where a spreadsheet would take it for a formula.</summary>
    public static string Harmless(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(OtherSeparator, text.Split(OtherSeparator).Select(HarmlessPart));
    }

    private static string HarmlessPart(string text)
    {
        foreach (var character in text)
        {
            if (FormulaStarts.Contains(character, StringComparison.Ordinal) || char.IsControl(character))
            {
                return "'" + text;
            }

            if (!IsBlank(character))
            {
                return text;
            }
        }

        return text;
    }

    // Zero-width characters and the byte order mark are no white space to .NET, and invisible all the same.
    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private CsvCells Write(string value)
    {
        if (_started)
        {
            _line.Append(',');
        }

        _started = true;
        if (value.AsSpan().ContainsAny(MustQuote))
        {
            _line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _line.Append(value);
        }

        return this;
    }
}
