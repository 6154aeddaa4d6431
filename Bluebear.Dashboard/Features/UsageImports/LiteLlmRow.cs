using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Reads LiteLLM spend logs, field by field.</summary>
internal static class LiteLlmRow
{
    /// <summary>The field that holds what the provider reported.</summary>
    public const string Metadata = "metadata";

    private const string RequestId = "request_id";
    private const string StartTime = "startTime";

    /// <summary>The fields that are read.</summary>
    public static IReadOnlyCollection<string> Columns { get; } =
    [
        RequestId, StartTime, "user", "end_user", "team_id", "model", "prompt_tokens", "completion_tokens", "cache_read_input_tokens",
        "cache_creation_input_tokens", "spend", "call_type", "cache_hit", "status", "service_tier", Metadata,
    ];

    public static bool Fits(CsvHeader header) => header.Has(RequestId) && header.Has(StartTime);

    /// <summary>The usage of a log.</summary>
    /// <param name="line">The line where it starts in the file.</param>
    /// <param name="keys">The keys of the file.</param>
    /// <param name="log">The log.</param>
    /// <param name="zone">The time zone of bare dates.</param>
    /// <exception cref="FieldException">A field cannot be used.</exception>
    public static UsageRow Read(long line, ContentKeys keys, ILiteLlmLog log, TimeZoneInfo zone)
    {
        var metadata = log.Metadata;
        var counts = LiteLlmCounts.Of(log, metadata);
        var user = Fact(log, "user");
        var row = new UsageRow(line)
        {
            Key = default,
            HasMadeKey = false,
            OccurredAt = default,
            User = user ?? Fact(log, "end_user"),
            EndUser = user is null ? null : Tag(log, "end_user"),
            Team = Fact(log, "team_id"),
            Model = Fact(log, "model"),
            Tokens = counts.Tokens,
            Details = counts.Details,
            SpendUsd = UsageFields.Money(log.Text("spend"), "spend"),
            Free = FreeOf(log),
            Gap = counts.Gap,
        };
        return Named(row, keys, log, zone);
    }

    private static UsageRow Named(UsageRow row, ContentKeys keys, ILiteLlmLog log, TimeZoneInfo zone)
    {
        var id = log.Text(RequestId);
        if (id is null && !log.Has(RequestId))
        {
            throw new FieldException($"{RequestId} is missing");
        }

        row = row with { OccurredAt = UsageFields.Instant(log.Text(StartTime), StartTime, zone) };
        if (id is null)
        {
            return row with { Key = keys.Made(Content(row, log)), HasMadeKey = true };
        }

        return row with
        {
            Reference = id,
            Key = keys.TryNamed(id, out var key) ? key : throw new FieldException($"{RequestId} does not have 1-255 printable characters"),
        };
    }

    // An id that is a word for "none" is no id. Then the row's content is what makes it count once.
    private static IEnumerable<string?> Content(UsageRow row, ILiteLlmLog log) =>
    [
        row.OccurredAt.ToString("O", CultureInfo.InvariantCulture), row.User, row.EndUser, row.Team, row.Model,
        row.Tokens?.ToString(), UsageDetailsText.Of(row.Details), log.Text("spend"), log.Text("call_type"), log.Text("endTime"),
    ];

    // LiteLLM repeats the tokens of an answer from its own cache on the row of the request that got it, though no provider was
    // called. A call that failed and cost nothing has tokens where the provider was never reached.
    private static FreeUsage FreeOf(ILiteLlmLog log) =>
        string.Equals(log.Text("cache_hit"), "true", StringComparison.OrdinalIgnoreCase) ? FreeUsage.OwnCache
        : string.Equals(log.Text("status"), "failure", StringComparison.OrdinalIgnoreCase)
            && UsageFields.Money(log.Text("spend"), "spend") is { Sign: 0 } ? FreeUsage.Failed
        : FreeUsage.No;

    // A tag explains a charge. A text that cannot be one costs no row.
    private static string? Tag(ILiteLlmLog log, string name) =>
        log.Text(name) is { Length: <= UsageFacts.MaxTextLength } text && InternedText.IsRecordable(text) ? text : null;

    private static string? Fact(ILiteLlmLog log, string name) => UsageFields.Fact(log.Text(name), name);
}
