namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Plain CSV: the columns of contract.md in any order, and <c>cached_input_tokens</c>.</summary>
internal sealed class PlainCsvReader : ICsvUsageReader
{
    private const string KeyColumn = "idempotency_key";
    private const string OccurredAt = "occurred_at";
    private const string InputTokens = "input_tokens";
    private const string CachedInputTokens = "cached_input_tokens";
    private const string OutputTokens = "output_tokens";
    private const string Amount = "amount";

    // Made keys hash the fields in this order. In another order every file would be imported a second time.
    private static readonly string[] ContentColumns =
        [OccurredAt, "workspace", "user", "team", "model", InputTokens, CachedInputTokens, OutputTokens, Amount];

    private readonly CsvHeader _header;
    private readonly ContentKeys _keys = new(UsageFormat.Csv);

    public PlainCsvReader(CsvHeader header)
    {
        _header = header;
        if (!Fits(header))
        {
            throw new UsageFormatException($"The header lacks {OccurredAt}.");
        }

        if (!header.Has(Amount) && !header.Has(InputTokens) && !header.Has(OutputTokens))
        {
            throw new UsageFormatException($"The header has neither {Amount} nor {InputTokens} and {OutputTokens}.");
        }

        // A misspelt column would silently be lost, and its credits with it.
        string[] columns = [KeyColumn, .. ContentColumns];
        if (header.Names.Except(columns, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw new UsageFormatException($"A column of the header is not one of {string.Join(',', columns)}.");
        }
    }

    public static bool Fits(CsvHeader header) => header.Has(OccurredAt);

    public UsageRow Read(CsvRecord record)
    {
        var named = _header.Field(record, KeyColumn);
        var key = named is null
            ? _keys.Made(ContentColumns.Select(column => _header.Field(record, column)))
            : _keys.TryNamed(named, out var given) ? given
            : throw new FieldException($"{KeyColumn} does not have 1-255 printable characters");
        return new(record.Line)
        {
            Key = key,
            HasMadeKey = named is null,
            OccurredAt = UsageFields.Instant(_header.Field(record, OccurredAt), OccurredAt),
            Workspace = Fact(record, "workspace"),
            User = Fact(record, "user"),
            Team = Fact(record, "team"),
            Model = Fact(record, "model"),
            Tokens = UsageFields.Together(
                Tokens(record, InputTokens), Tokens(record, OutputTokens), Tokens(record, CachedInputTokens)),
            Amount = UsageFields.Amount(_header.Field(record, Amount), Amount),
        };
    }

    private string? Fact(CsvRecord record, string column) => UsageFields.Fact(_header.Field(record, column), column);

    private long? Tokens(CsvRecord record, string column) => UsageFields.Tokens(_header.Field(record, column), column);
}
