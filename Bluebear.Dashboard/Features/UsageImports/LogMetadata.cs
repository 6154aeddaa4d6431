using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The metadata of a LiteLLM log: counts that its columns do not have.</summary>
/// <remarks>
/// Versions of LiteLLM and its providers note the same count in different places, and some of them note 0 beside the real count.
/// So the largest of the notes counts.
/// </remarks>
internal sealed class LogMetadata
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true };

    // The places where LiteLLM keeps what the provider reported.
    private static readonly string[] Reports = ["usage_object", "additional_usage_values"];
    private static readonly string[] InputDetails = ["prompt_tokens_details", "input_tokens_details"];
    private static readonly string[] OutputDetails = ["completion_tokens_details", "output_tokens_details"];

    private readonly JsonElement _all;
    private readonly List<JsonElement> _reports;
    private readonly List<JsonElement> _inputs;
    private readonly List<JsonElement> _outputs;

    private LogMetadata(JsonElement all)
    {
        _all = all;
        _reports = [.. Inside([all], Reports)];
        _inputs = [.. Inside(_reports, InputDetails)];
        _outputs = [.. Inside(_reports, OutputDetails)];
    }

    /// <summary>No metadata.</summary>
    public static LogMetadata None { get; } = new(default);

    /// <summary>Metadata that is there and cannot be read.</summary>
    public static LogMetadata Unread { get; } = new(default);

    /// <summary>Input tokens read from the provider's cache.</summary>
    public long CachedInput => Math.Max(
        Most(_inputs, "cached_tokens"), Most(_reports, "cache_read_input_tokens", "prompt_cache_hit_tokens"));

    /// <summary>Input tokens written to the provider's cache.</summary>
    public long CacheWrite => Math.Max(
        Math.Max(Most(_inputs, "cache_creation_tokens", "cache_write_tokens"), Most(_reports, "cache_creation_input_tokens")),
        Most(Writes, "ephemeral_5m_input_tokens") + CacheWriteOneHour);

    /// <summary>The written tokens that are kept for an hour.</summary>
    public long CacheWriteOneHour => Most(Writes, "ephemeral_1h_input_tokens");

    /// <summary>Output tokens used to think.</summary>
    public long Reasoning => Math.Max(Most(_outputs, "reasoning_tokens"), Most(_reports, "reasoning_tokens"));

    /// <summary>Audio tokens of the input.</summary>
    public long AudioInput => Most(_inputs, "audio_tokens");

    /// <summary>Audio tokens of the output.</summary>
    public long AudioOutput => Most(_outputs, "audio_tokens");

    /// <summary>Image tokens of the input.</summary>
    public long ImageInput => Most(_inputs, "image_tokens");

    /// <summary>Image tokens of the output.</summary>
    public long ImageOutput => Most(_outputs, "image_tokens");

    /// <summary>Images.</summary>
    public long Images => Most(_inputs, "image_count");

    /// <summary>Characters.</summary>
    public long Characters => Most(_inputs, "character_count");

    /// <summary>The length of audio or video in milliseconds.</summary>
    public long Milliseconds => Math.Max(MostSeconds(_reports, "seconds"), MostSeconds(_inputs, "audio_length_seconds", "video_length_seconds"));

    /// <summary>The service tier as the provider names it, or null.</summary>
    public string? ServiceTier => Inside([_all, .. _reports], ["service_tier"], JsonValueKind.String)
        .Select(static tier => tier.GetString()).FirstOrDefault(static tier => tier is { Length: > 0 });

    /// <summary>True if it sums the requests of a batch.</summary>
    public bool IsBatch => Inside([_all], ["batch_models"], JsonValueKind.Array).Any(static models => models.GetArrayLength() > 0);

    /// <summary>True if the request used tools that cost something of their own: searches of the web, pages read, others.</summary>
    public bool HasTools =>
        Most(_inputs, "web_search_requests", "google_maps_grounding_requests") > 0
        || Most([.. Inside(_reports, ["server_tool_use"])], "web_search_requests", "web_fetch_requests") > 0
        || Most(_reports, "pages_processed") > 0
        || Inside(Inside([_all], ["cost_breakdown"]), ["tool_usage_cost"], JsonValueKind.Number).Any(static cost => cost.TryGetDouble(out var usd) && usd > 0);

    private List<JsonElement> Writes => [.. Inside(_inputs, ["cache_creation_token_details"]), .. Inside(_reports, ["cache_creation"])];

    /// <summary>The metadata of a log: an object, or its text in JSON or in Python.</summary>
    public static LogMetadata Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } metadata => new(metadata),
        { ValueKind: JsonValueKind.String } text => OfText(text.GetString()),
        _ => None,
    };

    /// <inheritdoc cref="Of"/>
    public static LogMetadata OfText(string? text)
    {
        text = EmptyWords.ToNull(text);
        return text is null ? None
            : (Parse(text) ?? Parse(PythonText.ToJson(text))) is not { } read ? Unread
            : read.ValueKind is JsonValueKind.String ? OfText(read.GetString())
            : Of(read);
    }

    private static JsonElement? Parse(string? text)
    {
        try
        {
            using var document = text is null ? null : JsonDocument.Parse(text, Tolerant);
            return document?.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonElement> Inside(
        IEnumerable<JsonElement> elements, string[] names, JsonValueKind kind = JsonValueKind.Object)
    {
        foreach (var element in elements)
        {
            foreach (var name in names)
            {
                if (element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind)
                {
                    yield return value;
                }
            }
        }
    }

    private static long Most(List<JsonElement> elements, params string[] names) => elements.Count == 0 ? 0
        : Inside(elements, names, JsonValueKind.Number).Select(static count => UsageFields.CountOrZero(count.GetRawText())).DefaultIfEmpty().Max();

    private static long MostSeconds(List<JsonElement> elements, params string[] names) => elements.Count == 0 ? 0
        : Inside(elements, names, JsonValueKind.Number).Select(static count => UsageFields.MillisecondsOrZero(count.GetRawText())).DefaultIfEmpty().Max();
}
