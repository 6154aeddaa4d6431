namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// A usage file, read once from start to end. Memory does not grow with its length, except for the hashes of its rows.
/// </summary>
public sealed class UsageFile : IDisposable
{
    private readonly StreamReader _text;
    private readonly CsvRecords? _records;
    private readonly IEnumerator<CsvRecord>? _open;
    private readonly CsvHeader? _header;

    private UsageFile(StreamReader text, UsageFormat? format)
    {
        _text = text;
        try
        {
            if (format is null or UsageFormat.LiteLlm && StartsAsJson(text))
            {
                Format = UsageFormat.LiteLlm;
                return;
            }

            _records = new(text);
            _open = _records.Read().GetEnumerator();
            _header = ReadHeader(_open);
            Format = format ?? Detect(_header);
            Rows = Reader(Format, _header);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The format of the file.</summary>
    public UsageFormat Format { get; }

    private ICsvUsageReader? Rows { get; }

    /// <summary>Opens a file and takes ownership of the stream.</summary>
    /// <param name="stream">UTF-8, or another Unicode encoding with its byte order mark.</param>
    /// <param name="format">Its format; null to detect it from the first line.</param>
    /// <exception cref="UsageFormatException">It is empty or does not have the format.</exception>
    public static UsageFile Open(Stream stream, UsageFormat? format) => new(new StreamReader(stream, bufferSize: 64 * 1024), format);

    /// <summary>The lines without the header and blank ones, in order. Can be read once.</summary>
    public IEnumerable<ImportedLine> Lines() => Rows is null ? LiteLlmJsonLines.Read(_text) : CsvLines(Rows);

    /// <inheritdoc/>
    public void Dispose()
    {
        _open?.Dispose();
        _records?.Dispose();
        _text.Dispose();
    }

    private IEnumerable<ImportedLine> CsvLines(ICsvUsageReader rows)
    {
        while (_open!.MoveNext())
        {
            yield return Line(rows, _open.Current);
        }
    }

    private ImportedLine Line(ICsvUsageReader rows, CsvRecord record)
    {
        if (_header!.ProblemOf(record) is { } problem)
        {
            return new RefusedLine(record.Line, problem);
        }

        try
        {
            return rows.Read(record);
        }
        catch (FieldException reason)
        {
            return new RefusedLine(record.Line, reason.Message);
        }
    }

    private static bool StartsAsJson(StreamReader text) => text.Peek() is '{';

    private static CsvHeader ReadHeader(IEnumerator<CsvRecord> records) =>
        !records.MoveNext() ? throw new UsageFormatException("The file is empty.")
        : records.Current.Problem is null ? new CsvHeader(records.Current.Fields)
        : throw new UsageFormatException("The header cannot be read as CSV.");

    private static UsageFormat Detect(CsvHeader header) =>
        AzureTraceReader.Fits(header) ? UsageFormat.AzureTrace
        : LiteLlmRow.Fits(header) ? UsageFormat.LiteLlm
        : PlainCsvReader.Fits(header) ? UsageFormat.Csv
        : throw new UsageFormatException("The header belongs to no known format. Name the format with --format.");

    private static ICsvUsageReader Reader(UsageFormat format, CsvHeader header) => format switch
    {
        UsageFormat.AzureTrace => new AzureTraceReader(header),
        UsageFormat.LiteLlm => new LiteLlmCsvReader(header),
        UsageFormat.Csv => new PlainCsvReader(header),
    };
}
