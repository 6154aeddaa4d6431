using System.Globalization;
using CsvHelper;

namespace Bluebear.Dashboard.Features;

/// <summary>Writes comma-separated values after RFC 4180, with texts that no spreadsheet reads as formulas.</summary>
/// <remarks>
/// A text that begins like a formula (= + - @, a control character, or one of these after spaces of any kind) gets an apostrophe
/// before it. Numbers, instants and ids of our own are written unchanged. CsvHelper's option for this checks only a cell's first
/// character, which is not enough.
/// </remarks>
/// <param name="output">The output; it stays open.</param>
public sealed class CsvCells(TextWriter output) : IAsyncDisposable
{
    // With a decimal comma, spreadsheets split lines at semicolons and ignore quotes that do not begin a cell.
    private const char OtherSeparator = ';';

    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212";

    private readonly CsvWriter _csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);

    /// <summary>A text from outside.</summary>
    public CsvCells Text(string? text) => Write(Harmless(text ?? ""));

    /// <summary>A value of our own: a number, an instant, an id, a heading.</summary>
    public CsvCells Raw(string? value) => Write(value ?? "");

    /// <summary>An instant as RFC 3339 in UTC.</summary>
    public CsvCells Instant(DateTimeOffset instant) =>
        Write(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    /// <summary>Ends the line. The next cell begins a new one.</summary>
    public async Task EndAsync(CancellationToken cancellation = default) => await _csv.EndRecordAsync(cancellation);

    /// <summary>Passes on what was written so far.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        await _csv.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    /// <summary>Passes on what was written so far, and ends.</summary>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    /// <summary>
    /// The text with an apostrophe before it, and before each of its parts, if a spreadsheet would read that as a formula.
    /// </summary>
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

    // For .NET, zero-width characters and the byte order mark are not white space, although they are invisible.
    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private CsvCells Write(string value)
    {
        _csv.WriteField(value);
        return this;
    }
}
