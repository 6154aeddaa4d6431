using System.Globalization;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>What a key of LiteLLM's list prices.</summary>
/// <param name="Part">The part.</param>
/// <param name="Tier">The service tier.</param>
/// <param name="AboveInputTokens">The number of input tokens above which it counts; 0 for all requests.</param>
/// <param name="Rank">Of two keys for the same price the one with the lower rank counts; of the same rank, the higher price.</param>
internal readonly record struct LiteLlmKey(PricePart Part, ServiceTier Tier, long AboveInputTokens, int Rank)
{
    /// <summary>The fee for a search that a model makes while it answers.</summary>
    public const string SearchFee = "search_context_cost_per_query";

    private const string Above = "_above_";
    private const string ThousandTokens = "k_tokens";

    private static readonly Dictionary<string, (PricePart Part, int Rank)> Names = new(StringComparer.Ordinal)
    {
        ["input_cost_per_token"] = (PricePart.Input, 0),
        ["cache_read_input_token_cost"] = (PricePart.CachedInput, 0),
        ["input_cost_per_token_cache_hit"] = (PricePart.CachedInput, 1),
        ["cache_creation_input_token_cost"] = (PricePart.CacheWrite, 0),
        ["cache_creation_input_token_cost_above_1hr"] = (PricePart.CacheWriteOneHour, 0),
        ["input_cost_per_audio_token"] = (PricePart.AudioInput, 0),
        ["input_cost_per_image_token"] = (PricePart.ImageInput, 0),
        ["output_cost_per_token"] = (PricePart.Output, 0),
        ["output_cost_per_reasoning_token"] = (PricePart.Reasoning, 0),
        ["output_cost_per_audio_token"] = (PricePart.AudioOutput, 0),
        ["output_cost_per_image_token"] = (PricePart.ImageOutput, 0),
        ["output_cost_per_image"] = (PricePart.Image, 0),
        ["input_cost_per_image"] = (PricePart.Image, 1),
        ["input_cost_per_request"] = (PricePart.Request, 0),
        ["input_cost_per_query"] = (PricePart.Query, 0),
        [SearchFee] = (PricePart.Query, 1),
        ["input_cost_per_second"] = (PricePart.Second, 0),
        ["output_cost_per_second"] = (PricePart.Second, 0),
        ["input_cost_per_character"] = (PricePart.Character, 0),
        ["output_cost_per_character"] = (PricePart.Character, 0),
    };

    private static readonly (string Ending, ServiceTier Tier)[] Tiers =
        [("_batches", ServiceTier.Batch), ("_batch", ServiceTier.Batch), ("_flex", ServiceTier.Flex), ("_priority", ServiceTier.Priority)];

    /// <summary>True if a key of the list looks like a price.</summary>
    public static bool IsPrice(string key) => key.Contains("cost", StringComparison.Ordinal);

    /// <summary>True if a key of the list multiplies prices.</summary>
    public static bool IsFactor(string key) => key.Contains("multiplier", StringComparison.Ordinal);

    /// <summary>Reads a key: a known name, with a threshold and a tier behind it in any order.</summary>
    public static bool TryParse(string key, out LiteLlmKey parsed)
    {
        var (name, tier, above) = (key, ServiceTier.Standard, 0L);
        while (true)
        {
            if (Names.TryGetValue(name, out var known))
            {
                parsed = new(known.Part, tier, above, known.Rank);
                return above == 0 || known.Part.IsOfTokens();
            }

            if (tier == ServiceTier.Standard && Array.Find(Tiers, ending => name.EndsWith(ending.Ending, StringComparison.Ordinal)) is { Ending: { } found } ending)
            {
                (name, tier) = (name[..^found.Length], ending.Tier);
            }
            else if (above == 0 && TryCutThreshold(name, out var rest, out var tokens))
            {
                (name, above) = (rest, tokens);
            }
            else
            {
                parsed = default;
                return false;
            }
        }
    }

    private static bool TryCutThreshold(string name, out string rest, out long tokens)
    {
        (rest, tokens) = (name, 0);
        var at = name.LastIndexOf(Above, StringComparison.Ordinal);
        if (at < 0 || !name.EndsWith(ThousandTokens, StringComparison.Ordinal)
            || !long.TryParse(name[(at + Above.Length)..^ThousandTokens.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var thousands)
            || thousands is 0 or > TokenCounts.Max / 1000)
        {
            return false;
        }

        (rest, tokens) = (name[..at], thousands * 1000);
        return true;
    }
}
