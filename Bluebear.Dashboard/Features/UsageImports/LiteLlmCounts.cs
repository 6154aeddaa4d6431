using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>What a LiteLLM log counts: its columns and what the provider reported, made to fit together.</summary>
/// <param name="Tokens">The tokens; null if the log does not have them.</param>
/// <param name="Details">The rest, possible with the tokens.</param>
/// <param name="Gap">Why a price list cannot tell what it cost, if it cannot.</param>
internal readonly record struct LiteLlmCounts(TokenCounts? Tokens, UsageDetails Details, UsageGap Gap)
{
    private static readonly string[] BatchCalls = ["retrieve_batch", "aretrieve_batch"];

    /// <summary>The counts of a log.</summary>
    /// <exception cref="FieldException">A count cannot be used.</exception>
    public static LiteLlmCounts Of(ILiteLlmLog log, LogMetadata metadata)
    {
        var (prompt, completion) = (Count(log, "prompt_tokens"), Count(log, "completion_tokens"));
        var cached = Math.Max(Count(log, "cache_read_input_tokens") ?? 0, metadata.CachedInput);
        var isBatch = metadata.IsBatch || BatchCalls.Contains(log.Text("call_type"), StringComparer.OrdinalIgnoreCase);
        var noted = new UsageDetails
        {
            CacheWrite = Math.Max(Count(log, "cache_creation_input_tokens") ?? 0, metadata.CacheWrite),
            CacheWriteOneHour = metadata.CacheWriteOneHour,
            Reasoning = metadata.Reasoning,
            AudioInput = metadata.AudioInput,
            AudioOutput = metadata.AudioOutput,
            ImageInput = metadata.ImageInput,
            ImageOutput = metadata.ImageOutput,
            Images = metadata.Images,
            Milliseconds = metadata.Milliseconds,
            Characters = metadata.Characters,
            Tier = isBatch ? ServiceTier.Batch : TierOf(log.Text("service_tier") ?? metadata.ServiceTier),
        };
        var gap = ReferenceEquals(metadata, LogMetadata.Unread) ? UsageGap.Metadata
            : isBatch ? UsageGap.Batch
            : metadata.HasTools ? UsageGap.Tools
            : UsageGap.None;
        if (prompt is null && completion is null)
        {
            return new(null, Fit(default, noted), gap);
        }

        var tokens = Whole(prompt ?? 0, completion ?? 0, cached, noted);
        var details = Fit(tokens, noted);
        var isOdd = details != noted || tokens.Output != (completion ?? 0);
        return new(tokens, details, gap is UsageGap.None && isOdd ? UsageGap.Overlap : gap);
    }

    // Older rows note only the input tokens that no cache read or wrote, and some providers only the output tokens that were not
    // used to think. Then the parts are more than the whole.
    private static TokenCounts Whole(long prompt, long completion, long cached, UsageDetails noted)
    {
        var input = cached + noted.CacheWrite > prompt ? prompt + cached + noted.CacheWrite : prompt;
        var output = noted.Reasoning > completion ? completion + noted.Reasoning : completion;
        var tokens = new TokenCounts(input, output, cached);
        return tokens.IsPossible && input <= TokenCounts.Max && output <= TokenCounts.Max ? tokens
            : throw new FieldException("its counts of tokens do not fit together");
    }

    // Providers may count a token as audio and as cached. In a price it counts once: what was cached, written or thought first.
    private static UsageDetails Fit(TokenCounts tokens, UsageDetails noted)
    {
        var input = tokens.Input - tokens.CachedInput;
        var output = tokens.Output;
        var write = Part(ref input, noted.CacheWrite);
        return noted with
        {
            CacheWrite = write,
            CacheWriteOneHour = Math.Min(noted.CacheWriteOneHour, write),
            AudioInput = Part(ref input, noted.AudioInput),
            ImageInput = Part(ref input, noted.ImageInput),
            Reasoning = Part(ref output, noted.Reasoning),
            AudioOutput = Part(ref output, noted.AudioOutput),
            ImageOutput = Part(ref output, noted.ImageOutput),
        };
    }

    private static long Part(ref long rest, long noted)
    {
        var part = Math.Min(rest, noted);
        rest -= part;
        return part;
    }

    private static ServiceTier TierOf(string? name) =>
        ServiceTierText.TryParse(name?.ToLowerInvariant(), out var tier) ? tier : ServiceTier.Standard;

    private static long? Count(ILiteLlmLog log, string name) => UsageFields.Count(log.Text(name), name);
}
