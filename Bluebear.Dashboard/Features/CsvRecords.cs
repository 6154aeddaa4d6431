using System.Text;
using CsvHelper;

namespace Bluebear.Dashboard.Features;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line where it starts; a quoted field may contain line breaks.</param>
/// <param name="Fields">The fields; empty if there is a problem.</param>
/// <param name="Problem">Why the record cannot be used, or null.</param>
public readonly record struct CsvRecord(long Line, string[] Fields, string? Problem);

/// <summary>Reads a CSV file record by record (RFC 4180; CR LF or LF), with only one record in memory.</summary>
public sealed class CsvRecords : IDisposable
{
    /// <summary>The longest record, in bytes. LiteLLM logs whole prompts.</summary>
    public const int MaxRecordBytes = 4_000_000;

    private const char Tab = '\t';

    private readonly CsvReader _reader;
    private readonly bool _takesStrayQuotes;
    private readonly char _separator;
    private bool _isMalformed;
    private string? _swallowed;

    /// <summary>Reads the records of a text, which its caller closes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between two fields.</param>
    public CsvRecords(TextReader text, char separator)
    {
        // Databases write tab-separated files without quoting. A quote inside a field is then text, as in a field with JSON.
        _takesStrayQuotes = separator == Tab;
        _separator = separator;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = record => _isMalformed |= !(_takesStrayQuotes && record.Reason is CsvMalformedReason.StrayQuote),
        };
        _reader = CsvReader.Create(text, options, leaveOpen: true);
    }

    /// <summary>The separator of a file with this header: a comma, a semicolon or a tab, whichever it has most of outside quotes.</summary>
    public static char SeparatorOf(ReadOnlySpan<char> header)
    {
        var (commas, semicolons, tabs, isQuoted) = (0, 0, 0, false);
        foreach (var character in header)
        {
            isQuoted ^= character == '"';
            commas += !isQuoted && character == ',' ? 1 : 0;
            semicolons += !isQuoted && character == ';' ? 1 : 0;
            tabs += !isQuoted && character == Tab ? 1 : 0;
        }

        return tabs > Math.Max(commas, semicolons) ? Tab : semicolons > commas ? ';' : ',';
    }

    /// <summary>The number of fields that each record must have, once the header is read.</summary>
    public int? Columns { get; set; }

    /// <summary>The records, without blank lines and those that have nothing but separators.</summary>
    /// <remarks>
    /// A quote in a wrong place can make one record of several lines. They are then read again, line by line, so that a bad line
    /// costs no other.
    /// </remarks>
    public IEnumerable<CsvRecord> Read()
    {
        var isOpen = true;
        while (isOpen && Next(out isOpen) is { } record)
        {
            if (!IsBlank(record))
            {
                yield return record;
            }

            if (_swallowed is { } lines)
            {
                foreach (var line in ReadAgain(lines, record.Line))
                {
                    yield return line;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private CsvRecord? Next(out bool isOpen)
    {
        _isMalformed = false;
        _swallowed = null;
        isOpen = true;
        try
        {
            if (!_reader.Read())
            {
                return null;
            }
        }
        catch (CsvFormatException problem)
        {
            // The reader stopped inside a record, perhaps after a quote that was never closed.
            isOpen = false;
            return new(problem.LineNumber, [], $"is a record of more than {MaxRecordBytes} bytes; nothing after it was read");
        }

        if (Problem() is { } reason)
        {
            var raw = Encoding.UTF8.GetString(_reader.RawRecord);
            var end = raw.IndexOf('\n', StringComparison.Ordinal);
            _swallowed = end < 0 ? null : raw[(end + 1)..];
            return new(_reader.LineNumber, [], reason);
        }

        var fields = new string[_reader.FieldCount];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = _reader.GetString(index);
        }

        return new(_reader.LineNumber, fields, Problem: null);
    }

    private string? Problem() =>
        _isMalformed ? "has a quote in a wrong place, or one that is not closed"
        : Columns is { } columns && _reader.FieldCount != columns && !IsBlankRecord()
            ? $"has {_reader.FieldCount} fields, but the header has {columns}"
        : null;

    private bool IsBlankRecord() => Enumerable.Range(0, _reader.FieldCount).All(index => string.IsNullOrWhiteSpace(_reader.GetString(index)));

    private static bool IsBlank(CsvRecord record) => record.Problem is null && Array.TrueForAll(record.Fields, string.IsNullOrWhiteSpace);

    private IEnumerable<CsvRecord> ReadAgain(string lines, long line)
    {
        foreach (var text in lines.Split('\n'))
        {
            line++;
            using var reader = new StringReader(text);
            using var records = new CsvRecords(reader, _separator) { Columns = Columns };
            if (records.Next(out _) is { } record && !IsBlank(record))
            {
                yield return record with { Line = line };
            }
        }
    }
}
