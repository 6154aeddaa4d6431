using CsvHelper;

namespace Bluebear.Dashboard.Features.UsageImports;

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

    private readonly CsvReader _reader;
    private bool _isMalformed;

    /// <summary>Reads the records of a text, which its caller closes.</summary>
    public CsvRecords(TextReader text)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = _ => _isMalformed = true,
        };
        _reader = CsvReader.Create(text, options, leaveOpen: true);
    }

    /// <summary>The records, without blank lines.</summary>
    public IEnumerable<CsvRecord> Read()
    {
        var isOpen = true;
        while (isOpen && Next(out isOpen) is { } record)
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private CsvRecord? Next(out bool isOpen)
    {
        _isMalformed = false;
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

        if (_isMalformed)
        {
            return new(_reader.LineNumber, [], "has a quote in a wrong place, or one that is not closed");
        }

        var fields = new string[_reader.FieldCount];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = _reader.GetString(index);
        }

        return new(_reader.LineNumber, fields, Problem: null);
    }
}
