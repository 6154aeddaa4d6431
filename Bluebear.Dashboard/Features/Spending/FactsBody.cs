using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>The common members of bodies about usage: the amount, the model and the tokens.</summary>
internal abstract record UsageBody
{
    public Credits? Amount { get; init; }

    public string? Model { get; init; }

    public long? InputTokens { get; init; }

    public long? CachedInputTokens { get; init; }

    /// <summary>Part of the input tokens, none of the cached ones: those written to a cache.</summary>
    public long? CacheWriteTokens { get; init; }

    /// <summary>Part of the written tokens: those that the cache keeps for an hour.</summary>
    [JsonPropertyName("cache_write_1h_tokens")]
    public long? CacheWriteOneHourTokens { get; init; }

    /// <summary>Part of the output tokens.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Part of the input tokens.</summary>
    public long? AudioTokens { get; init; }

    /// <summary>Part of the output tokens.</summary>
    public long? AudioOutputTokens { get; init; }

    /// <summary>Part of the input tokens.</summary>
    public long? ImageTokens { get; init; }

    /// <summary>Part of the output tokens.</summary>
    public long? ImageOutputTokens { get; init; }

    /// <summary>The number of images made.</summary>
    public long? Images { get; init; }

    /// <summary>The number of the provider's calls that it stands for. Default: 1.</summary>
    public long? Requests { get; init; }

    /// <summary>The number of queries: searches, rerankings.</summary>
    public long? Queries { get; init; }

    /// <summary>The length of audio or video, with at most three decimals.</summary>
    public decimal? Seconds { get; init; }

    /// <summary>The number of characters.</summary>
    public long? Characters { get; init; }

    /// <summary>The service tier: standard (the default), batch, flex or priority.</summary>
    public string? Tier { get; init; }

    /// <summary>The counts as they were sent. Errors are noted with their field.</summary>
    /// <param name="checks">Receives errors: a count that is none.</param>
    /// <param name="output">Output tokens: used ones, or the most for a hold.</param>
    /// <param name="outputField">Their field.</param>
    public NamedUsage Named(FieldChecks checks, long? output, string outputField = "output_tokens") => new()
    {
        Input = FactFields.Count(checks, InputTokens, "input_tokens"),
        CachedInput = FactFields.Count(checks, CachedInputTokens, "cached_input_tokens"),
        Output = FactFields.Count(checks, output, outputField),
        CacheWrite = FactFields.Count(checks, CacheWriteTokens, "cache_write_tokens"),
        CacheWriteOneHour = FactFields.Count(checks, CacheWriteOneHourTokens, "cache_write_1h_tokens"),
        Reasoning = FactFields.Count(checks, ReasoningTokens, "reasoning_tokens"),
        AudioInput = FactFields.Count(checks, AudioTokens, "audio_tokens"),
        AudioOutput = FactFields.Count(checks, AudioOutputTokens, "audio_output_tokens"),
        ImageInput = FactFields.Count(checks, ImageTokens, "image_tokens"),
        ImageOutput = FactFields.Count(checks, ImageOutputTokens, "image_output_tokens"),
        Images = FactFields.Count(checks, Images, "images"),
        Requests = FactFields.Count(checks, Requests, "requests"),
        Queries = FactFields.Count(checks, Queries, "queries"),
        Milliseconds = FactFields.Milliseconds(checks, Seconds, "seconds"),
        Characters = FactFields.Count(checks, Characters, "characters"),
        Tier = FactFields.Tier(checks, Tier, "tier"),
    };

    /// <summary>The counts alone, once their parts fit. Errors are noted with their field.</summary>
    public static (TokenCounts Tokens, UsageDetails Details) Fitting(FieldChecks checks, NamedUsage named)
    {
        var (tokens, details) = named.Alone;
        if (checks.Problem is null && UsageMisfit.Find(tokens, details) is { } field)
        {
            checks.Require(false, field, UsageMisfit.MessageOf(field)!);
        }

        return (tokens, details);
    }
}

/// <summary>The facts of a request, as reservations, charges, lines of a batch and "who pays?" questions send them.</summary>
internal abstract record FactsBody : UsageBody
{
    public string? Workspace { get; init; }

    public string? Team { get; init; }

    public string? User { get; init; }

    public string? ConsumerGroup { get; init; }

    public string? Account { get; init; }

    public bool? Personal { get; init; }

    public Dictionary<string, string?>? Tags { get; init; }

    /// <summary>The facts without the named wallets, which <see cref="SpendBodies"/> finds.</summary>
    /// <param name="checks">Receives errors.</param>
    /// <param name="counts">The counts.</param>
    public UsageFacts Facts(FieldChecks checks, (TokenCounts Tokens, UsageDetails Details) counts) => new()
    {
        User = FactFields.Text(checks, User, "user"),
        ConsumerGroup = FactFields.Text(checks, ConsumerGroup, "consumer_group"),
        Model = FactFields.Text(checks, Model, "model"),
        IsPersonal = Personal ?? false,
        Tags = FactFields.Tags(checks, Tags),
        Tokens = counts.Tokens,
        Details = counts.Details,
    };
}

/// <summary>The facts of a request, as answers repeat them.</summary>
internal abstract record FactsAnswer([property: JsonIgnore] UsageFacts Facts)
{
    public string? Workspace => WalletAnswer.IdOf(Facts.Workspace?.Id);

    public string? Team => WalletAnswer.IdOf(Facts.Team?.Id);

    public string? Account => WalletAnswer.IdOf(Facts.Account?.Id);

    public bool Personal => Facts.IsPersonal;

    public string? User => Facts.User;

    public string? ConsumerGroup => Facts.ConsumerGroup;

    public string? Model => Facts.Model;

    public long InputTokens => Facts.Tokens.Input;

    public long CachedInputTokens => Facts.Tokens.CachedInput;

    public long OutputTokens => Facts.Tokens.Output;

    public long CacheWriteTokens => Facts.Details.CacheWrite;

    [JsonPropertyName("cache_write_1h_tokens")]
    public long CacheWriteOneHourTokens => Facts.Details.CacheWriteOneHour;

    public long ReasoningTokens => Facts.Details.Reasoning;

    public long AudioTokens => Facts.Details.AudioInput;

    public long AudioOutputTokens => Facts.Details.AudioOutput;

    public long ImageTokens => Facts.Details.ImageInput;

    public long ImageOutputTokens => Facts.Details.ImageOutput;

    public long Images => Facts.Details.Images;

    public long Requests => Facts.Details.Requests;

    public long Queries => Facts.Details.Queries;

    public decimal Seconds => Facts.Details.Milliseconds / 1_000m;

    public long Characters => Facts.Details.Characters;

    public string Tier => ServiceTierText.Of(Facts.Details.Tier);

    public IReadOnlyDictionary<string, string> Tags => Facts.Tags;
}

/// <summary>Reads the facts of a body. Errors are noted with their field.</summary>
internal static class FactFields
{
    /// <summary>A text, or null.</summary>
    public static string? Text(FieldChecks checks, string? text, string field)
    {
        checks.Require(
            text is null || (text.Length is > 0 and <= UsageFacts.MaxTextLength && InternedText.IsRecordable(text)),
            field, $"This must have 1 to {UsageFacts.MaxTextLength} printable characters.");
        return text;
    }

    /// <summary>A number of tokens, or null.</summary>
    public static long? Count(FieldChecks checks, long? tokens, string field)
    {
        checks.Require(
            tokens is null or (>= 0 and <= TokenCounts.Max), field, $"This must be a whole number from 0 to {TokenCounts.Max}.");
        return tokens;
    }

    /// <summary>A length in milliseconds, or null.</summary>
    public static long? Milliseconds(FieldChecks checks, decimal? seconds, string field)
    {
        const decimal Thousand = 1_000m;
        var isLength = seconds is null or >= 0 and <= TokenCounts.Max / Thousand && seconds.GetValueOrDefault() * Thousand % 1 == 0;
        checks.Require(isLength, field, $"This must be a number of seconds from 0 to {TokenCounts.Max / 1_000}, with at most three decimals.");
        return isLength ? (long?)(seconds * Thousand) : null;
    }

    /// <summary>A service tier, or null.</summary>
    public static ServiceTier? Tier(FieldChecks checks, string? tier, string field)
    {
        var isKnown = ServiceTierText.TryParse(tier, out var known);
        checks.Require(tier is null || isKnown, field, $"This must be {ServiceTierText.InWords}.");
        return isKnown ? known : null;
    }

    /// <summary>The tags; none for null.</summary>
    public static Dictionary<string, string> Tags(FieldChecks checks, Dictionary<string, string?>? tags)
    {
        checks.Require(tags is null || tags.Count <= UsageFacts.MaxTags, "tags", $"Send at most {UsageFacts.MaxTags} tags.");
        return (tags ?? []).ToDictionary(
            tag => Text(checks, tag.Key, "tags")!, tag => Text(checks, tag.Value ?? "", $"tags.{JsonProblems.Cut(tag.Key)}")!, StringComparer.Ordinal);
    }
}
