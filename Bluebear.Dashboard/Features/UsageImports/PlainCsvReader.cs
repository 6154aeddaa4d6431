using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Plain CSV: the columns of contract.md in any order.</summary>
internal sealed class PlainCsvReader : ICsvUsageReader
{
    private const string KeyColumn = "idempotency_key";
    private const string OccurredAt = "occurred_at";
    private const string InputTokens = "input_tokens";
    private const string OutputTokens = "output_tokens";
    private const string Amount = "amount";
    private const string Spend = "spend";

    // Made keys hash the fields in this order. In another order every file would be imported a second time.
    private static readonly string[] ContentColumns =
        [OccurredAt, "workspace", "user", "team", "model", InputTokens, "cached_input_tokens", OutputTokens, Amount];

    // Came later, so they are part of a made key only where a row has them.
    private static readonly string[] LaterColumns =
    [
        Spend, "cache_write_tokens", "cache_write_1h_tokens", "reasoning_tokens", "audio_tokens", "audio_output_tokens", "image_tokens",
        "image_output_tokens", "images", "requests", "queries", "seconds", "characters", "tier",
    ];

    private readonly CsvHeader _header;
    private readonly ContentKeys _keys = new(UsageFormat.Csv);

    public PlainCsvReader(CsvHeader header)
    {
        _header = header;
        if (!Fits(header))
        {
            throw new UsageFormatException($"The header lacks {OccurredAt}.");
        }

        if (!header.Has(Amount) && !header.Has(Spend) && !header.Has(InputTokens) && !header.Has(OutputTokens) && !LaterColumns.Any(header.Has))
        {
            throw new UsageFormatException($"The header has neither {Amount} nor {InputTokens} and {OutputTokens}.");
        }

        // A misspelt column would silently be lost, and its credits with it. Who names columns knows which others there are.
        if (!header.IsMapped && header.Names.Except(Columns, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw new UsageFormatException($"A column of the header is not one of {string.Join(',', Columns)}.");
        }
    }

    /// <summary>The columns.</summary>
    public static IReadOnlyCollection<string> Columns { get; } = [KeyColumn, .. ContentColumns, .. LaterColumns];

    public static bool Fits(CsvHeader header) => header.Has(OccurredAt);

    public UsageRow Read(CsvRecord record, TimeZoneInfo zone)
    {
        var named = _header.Field(record, KeyColumn);
        var key = named is null ? _keys.Made(Content(record))
            : _keys.TryNamed(named, out var given) ? given
            : throw new FieldException($"{KeyColumn} does not have 1-255 printable characters");
        var tokens = UsageFields.Together(Count(record, InputTokens), Count(record, OutputTokens), Count(record, "cached_input_tokens"));
        var details = Details(record);
        return new(record.Line)
        {
            Key = key,
            HasMadeKey = named is null,
            OccurredAt = UsageFields.Instant(_header.Field(record, OccurredAt), OccurredAt, zone),
            Workspace = Fact(record, "workspace"),
            User = Fact(record, "user"),
            Team = Fact(record, "team"),
            Model = Fact(record, "model"),
            Tokens = tokens ?? (details.IsNone ? null : default(TokenCounts)),
            Details = details.IsPossibleWith(tokens ?? default) ? details
                : throw new FieldException("a part has more tokens than the whole that it belongs to"),
            Amount = UsageFields.Amount(_header.Field(record, Amount), Amount),
            SpendUsd = UsageFields.Money(_header.Field(record, Spend), Spend),
        };
    }

    private UsageDetails Details(CsvRecord record) => new()
    {
        CacheWrite = Count(record, "cache_write_tokens") ?? Count(record, "cache_write_1h_tokens") ?? 0,
        CacheWriteOneHour = Count(record, "cache_write_1h_tokens") ?? 0,
        Reasoning = Count(record, "reasoning_tokens") ?? 0,
        AudioInput = Count(record, "audio_tokens") ?? 0,
        AudioOutput = Count(record, "audio_output_tokens") ?? 0,
        ImageInput = Count(record, "image_tokens") ?? 0,
        ImageOutput = Count(record, "image_output_tokens") ?? 0,
        Images = Count(record, "images") ?? 0,
        Requests = Count(record, "requests") ?? UsageDetails.None.Requests,
        Queries = Count(record, "queries") ?? 0,
        Milliseconds = UsageFields.Milliseconds(_header.Field(record, "seconds"), "seconds") ?? 0,
        Characters = Count(record, "characters") ?? 0,
        Tier = UsageFields.Tier(_header.Field(record, "tier"), "tier") ?? ServiceTier.Standard,
    };

    private IEnumerable<string?> Content(CsvRecord record) => ContentColumns.Select(column => _header.Field(record, column)).Concat(
        LaterColumns.Where(column => _header.Field(record, column) is not null).Select(column => $"{column}={_header.Field(record, column)}"));

    private string? Fact(CsvRecord record, string column) => UsageFields.Fact(_header.Field(record, column), column);

    private long? Count(CsvRecord record, string column) => UsageFields.Count(_header.Field(record, column), column);
}
