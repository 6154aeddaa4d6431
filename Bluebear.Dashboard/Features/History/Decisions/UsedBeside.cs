using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>What a request used beside plain tokens, in words: only what is there.</summary>
internal static class UsedBeside
{
    /// <summary>"1,000 written to a cache (200 for an hour)", "tier batch", in one order; empty for nothing.</summary>
    public static IReadOnlyList<string> InWords(UsageDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var oneHour = details.CacheWriteOneHour > 0 ? $" ({Count(details.CacheWriteOneHour)} for an hour)" : "";
        return
        [
            .. ((string?[])
            [
                Some(details.CacheWrite, "written to a cache" + oneHour),
                Some(details.AudioInput, "audio in"),
                Some(details.ImageInput, "image in"),
                Some(details.Reasoning, "reasoning out"),
                Some(details.AudioOutput, "audio out"),
                Some(details.ImageOutput, "image out"),
                Some(details.Images, details.Images == 1 ? "image" : "images"),
                details.Requests == 1 ? null : $"{Count(details.Requests)} requests",
                Some(details.Queries, details.Queries == 1 ? "query" : "queries"),
                details.Milliseconds > 0 ? $"{(details.Milliseconds / 1_000m).ToString("#,##0.###", CultureInfo.InvariantCulture)} s" : null,
                Some(details.Characters, details.Characters == 1 ? "character" : "characters"),
                details.Tier == ServiceTier.Standard ? null : $"{ServiceTierText.Of(details.Tier)} tier",
            ]).OfType<string>(),
        ];
    }

    private static string? Some(long count, string what) => count > 0 ? $"{Count(count)} {what}" : null;

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
