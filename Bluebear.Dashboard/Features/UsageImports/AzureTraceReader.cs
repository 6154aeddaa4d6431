namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Azure LLM inference traces: only real arrival times and token counts.</summary>
internal sealed class AzureTraceReader : ICsvUsageReader
{
    private const string Timestamp = "TIMESTAMP";
    private const string Context = "ContextTokens";
    private const string Generated = "GeneratedTokens";

    private readonly CsvHeader _header;
    private readonly ContentKeys _keys = new(UsageFormat.AzureTrace);

    public AzureTraceReader(CsvHeader header)
    {
        _header = Fits(header) ? header
            : throw new UsageFormatException($"The header of an Azure trace is {string.Join(',', Columns)}.");
    }

    /// <summary>The columns.</summary>
    public static IReadOnlyCollection<string> Columns { get; } = [Timestamp, Context, Generated];

    public static bool Fits(CsvHeader header) => header.Count == Columns.Count && Columns.All(header.Has);

    public UsageRow Read(CsvRecord record, TimeZoneInfo zone)
    {
        string?[] fields = [.. Columns.Select(column => _header.Field(record, column))];
        return new(record.Line)
        {
            Key = _keys.Made(fields),
            HasMadeKey = true,
            OccurredAt = UsageFields.Instant(fields[0], Timestamp, zone),
            Tokens = UsageFields.Together(
                UsageFields.Count(fields[1], Context) ?? throw new FieldException($"{Context} is missing"),
                UsageFields.Count(fields[2], Generated) ?? throw new FieldException($"{Generated} is missing"),
                cachedInput: null),
        };
    }
}
