namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The part of a request's usage that is more than what it is part of, by the API's name for it.</summary>
public static class UsageMisfit
{
    /// <summary>The field that does not fit; null if all do. The counts themselves are from 0 to <see cref="TokenCounts.Max"/>.</summary>
    public static string? Find(TokenCounts tokens, UsageDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return tokens.CachedInput > tokens.Input ? "cached_input_tokens"
            : tokens.CachedInput + details.CacheWrite > tokens.Input ? "cache_write_tokens"
            : details.CacheWriteOneHour > details.CacheWrite ? "cache_write_1h_tokens"
            : tokens.CachedInput + details.CacheWrite + details.AudioInput > tokens.Input ? "audio_tokens"
            : tokens.CachedInput + details.CacheWrite + details.AudioInput + details.ImageInput > tokens.Input ? "image_tokens"
            : details.Reasoning > tokens.Output ? "reasoning_tokens"
            : details.Reasoning + details.AudioOutput > tokens.Output ? "audio_output_tokens"
            : details.Reasoning + details.AudioOutput + details.ImageOutput > tokens.Output ? "image_output_tokens"
            : null;
    }

    /// <summary>The problem of a field in a sentence; null for a field that is no such part.</summary>
    public static string? MessageOf(string? field) => field switch
    {
        "cached_input_tokens" => "There cannot be more cached tokens than input tokens.",
        "cache_write_tokens" or "audio_tokens" or "image_tokens" =>
            "Cached, written, audio and image tokens are different parts of the input tokens: together there cannot be more than those.",
        "cache_write_1h_tokens" => "There cannot be more tokens written for an hour than written tokens.",
        "reasoning_tokens" or "audio_output_tokens" or "image_output_tokens" =>
            "Reasoning, audio and image tokens are different parts of the output tokens: together there cannot be more than those.",
        _ => null,
    };
}
