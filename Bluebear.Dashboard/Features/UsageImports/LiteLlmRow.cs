using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>One LiteLLM spend log, from CSV or JSON: fields by name.</summary>
internal static class LiteLlmRow
{
    private const string RequestId = "request_id";
    private const string StartTime = "startTime";

    public static bool Fits(CsvHeader header) => header.Has(RequestId) && header.Has(StartTime);

    /// <summary>The usage of a log.</summary>
    /// <param name="line">The line where it starts in the file.</param>
    /// <param name="keys">The keys of the file.</param>
    /// <param name="field">Returns the log's field with a name; null if it is missing or empty.</param>
    /// <exception cref="FieldException">A field cannot be used.</exception>
    public static UsageRow Read(long line, ContentKeys keys, Func<string, string?> field)
    {
        var requestId = field(RequestId) ?? throw new FieldException($"{RequestId} is missing");
        return new(line)
        {
            Key = keys.TryNamed(requestId, out var key) ? key
                : throw new FieldException($"{RequestId} does not have 1-255 printable characters"),
            HasMadeKey = false,
            OccurredAt = UsageFields.Instant(field(StartTime), StartTime),
            User = UsageFields.Fact(field("user"), "user") ?? UsageFields.Fact(field("end_user"), "end_user"),
            Team = UsageFields.Fact(field("team_id"), "team_id"),
            Model = UsageFields.Fact(field("model"), "model"),
            Tokens = UsageFields.Together(
                UsageFields.Tokens(field("prompt_tokens"), "prompt_tokens"),
                UsageFields.Tokens(field("completion_tokens"), "completion_tokens"),
                CachedTokens(field)),
            SpendUsd = UsageFields.Money(field("spend"), "spend"),
        };
    }

    // Different versions of LiteLLM store the cached tokens in different places of a log's metadata. Without them the input price
    // counts.
    private static long? CachedTokens(Func<string, string?> field)
    {
        if (field("cache_read_input_tokens") is { } plain)
        {
            return UsageFields.Tokens(plain, "cache_read_input_tokens");
        }

        if (field("metadata") is not { } metadata || !metadata.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(metadata);
            return At(document.RootElement, "usage_object", "prompt_tokens_details", "cached_tokens")
                ?? At(document.RootElement, "usage_object", "cache_read_input_tokens")
                ?? At(document.RootElement, "additional_usage_values", "cache_read_input_tokens");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? At(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out var count) && count >= 0 ? count : null;
    }
}

/// <summary>LiteLLM spend logs as its database exports them to CSV. Ignores unknown columns.</summary>
internal sealed class LiteLlmCsvReader : ICsvUsageReader
{
    private readonly CsvHeader _header;
    private readonly ContentKeys _keys = new(UsageFormat.LiteLlm);

    public LiteLlmCsvReader(CsvHeader header) => _header = LiteLlmRow.Fits(header) ? header
        : throw new UsageFormatException("The header of LiteLLM spend logs must have request_id and startTime.");

    public UsageRow Read(CsvRecord record) => LiteLlmRow.Read(record.Line, _keys, column => _header.Field(record, column));
}
