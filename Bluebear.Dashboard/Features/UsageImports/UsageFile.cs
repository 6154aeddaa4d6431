using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// A usage file, read once from start to end. Memory does not grow with its length, except for the hashes of rows without a key.
/// </summary>
public sealed class UsageFile : IDisposable
{
    private readonly UsageText _text;
    private readonly UsageColumns _columns;
    private readonly CsvRecords? _records;
    private readonly IEnumerator<CsvRecord>? _open;
    private readonly ICsvUsageReader? _rows;

    private UsageFile(UsageText text, UsageFormat? format, UsageColumns columns)
    {
        (_text, _columns) = (text, columns);
        try
        {
            var first = text.FirstLine;
            if (first is ['{' or '[', ..])
            {
                Format = format is null or UsageFormat.LiteLlm ? UsageFormat.LiteLlm
                    : throw new UsageFormatException($"The file is JSON, but {UsageFormats.Name(format.Value)} is CSV.");
                columns.Require(Format, LiteLlmRow.Columns);
                return;
            }

            _records = new(text, CsvRecords.SeparatorOf(first));
            _open = _records.Read().GetEnumerator();
            var header = ReadHeader(_open, columns);
            _records.Columns = header.Count;
            Format = format ?? Detect(header, columns);
            _rows = Reader(Format, header, columns);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The format of the file.</summary>
    public UsageFormat Format { get; }

    /// <summary>Opens a file and takes ownership of the stream.</summary>
    /// <param name="stream">UTF-8 or UTF-16, with or without a byte order mark.</param>
    /// <param name="format">Its format; null to detect it from the first line.</param>
    /// <param name="columns">The file's names for the format's columns; null if they are the same.</param>
    /// <exception cref="UsageFormatException">It is empty or does not have the format or a column.</exception>
    public static UsageFile Open(Stream stream, UsageFormat? format, UsageColumns? columns = null) =>
        new(new UsageText(stream), format, columns ?? UsageColumns.Same);

    /// <summary>The lines without the header and blank ones, in order. Can be read once.</summary>
    /// <param name="zone">The time zone of bare dates: the tenant's.</param>
    public IEnumerable<ImportedLine> Lines(TimeZoneInfo zone) => _rows is null ? JsonLines(zone) : CsvLines(_rows, zone);

    /// <inheritdoc/>
    public void Dispose()
    {
        _open?.Dispose();
        _records?.Dispose();
        _text.Dispose();
    }

    private IEnumerable<ImportedLine> CsvLines(ICsvUsageReader rows, TimeZoneInfo zone)
    {
        while (_open!.MoveNext())
        {
            var record = _open.Current;
            yield return record.Problem is { } problem ? new RefusedLine(record.Line, problem)
                : Line(record.Line, () => rows.Read(record, zone));
        }
    }

    private IEnumerable<ImportedLine> JsonLines(TimeZoneInfo zone)
    {
        var keys = new ContentKeys(UsageFormat.LiteLlm);
        foreach (var record in new JsonRecords(_text).Read())
        {
            yield return record.Text is null ? new RefusedLine(record.Line, record.Problem!)
                : Line(record.Line, () => ReadJson(record, keys, zone));
        }
    }

    private UsageRow ReadJson(JsonRecord record, ContentKeys keys, TimeZoneInfo zone)
    {
        using var document = JsonDocument.Parse(record.Text!);
        return LiteLlmRow.Read(record.Line, keys, new JsonLog(document.RootElement, _columns), zone);
    }

    private static ImportedLine Line(long line, Func<UsageRow> read)
    {
        try
        {
            return read();
        }
        catch (FieldException reason)
        {
            return new RefusedLine(line, reason.Message);
        }
        catch (JsonException)
        {
            return new RefusedLine(line, JsonRecords.NotAnObject);
        }
    }

    private static CsvHeader ReadHeader(IEnumerator<CsvRecord> records, UsageColumns columns)
    {
        // Excel may write the separator on a line of its own before the header.
        var isThere = records.MoveNext() && (!IsSeparatorLine(records.Current) || records.MoveNext());
        return !isThere ? throw new UsageFormatException("The file is empty.")
            : records.Current.Problem is null ? new CsvHeader(records.Current.Fields, columns)
            : throw new UsageFormatException("The header cannot be read as CSV.");
    }

    private static bool IsSeparatorLine(CsvRecord record) =>
        record.Fields is [var first, ""] && first.Equals("sep=", StringComparison.OrdinalIgnoreCase);

    private static UsageFormat Detect(CsvHeader header, UsageColumns columns)
    {
        if (AzureTraceReader.Fits(header))
        {
            return UsageFormat.AzureTrace;
        }

        if (LiteLlmRow.Fits(header))
        {
            return UsageFormat.LiteLlm;
        }

        if (!PlainCsvReader.Fits(header))
        {
            columns.Require(UsageFormat.Csv, PlainCsvReader.Columns);
            throw new UsageFormatException("The header belongs to no known format. Name the format with --format, or its columns with --columns.");
        }

        return UsageFormat.Csv;
    }

    private static ICsvUsageReader Reader(UsageFormat format, CsvHeader header, UsageColumns columns)
    {
        columns.Require(format, format switch
        {
            UsageFormat.AzureTrace => AzureTraceReader.Columns,
            UsageFormat.LiteLlm => LiteLlmRow.Columns,
            UsageFormat.Csv => PlainCsvReader.Columns,
        });
        return format switch
        {
            UsageFormat.AzureTrace => new AzureTraceReader(header),
            UsageFormat.LiteLlm => new LiteLlmCsvReader(header),
            UsageFormat.Csv => new PlainCsvReader(header),
        };
    }
}
