using System.Globalization;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>
/// Usage details in their one written form: <c>cache_write=1000,tier=batch</c>. Only what differs from <see
/// cref="UsageDetails.None"/> is written, in a fixed order. Stored, sealed and part of fingerprints.
/// </summary>
public static class UsageDetailsText
{
    private const string Tier = "tier";

    // The order is part of what is stored: add new counts at the end.
    private static readonly Count[] Counts =
    [
        new("cache_write", static all => all.CacheWrite, static (all, count) => all with { CacheWrite = count }),
        new("cache_write_1h", static all => all.CacheWriteOneHour, static (all, count) => all with { CacheWriteOneHour = count }),
        new("reasoning", static all => all.Reasoning, static (all, count) => all with { Reasoning = count }),
        new("audio", static all => all.AudioInput, static (all, count) => all with { AudioInput = count }),
        new("audio_output", static all => all.AudioOutput, static (all, count) => all with { AudioOutput = count }),
        new("image", static all => all.ImageInput, static (all, count) => all with { ImageInput = count }),
        new("image_output", static all => all.ImageOutput, static (all, count) => all with { ImageOutput = count }),
        new("images", static all => all.Images, static (all, count) => all with { Images = count }),
        new("requests", static all => all.Requests, static (all, count) => all with { Requests = count }),
        new("queries", static all => all.Queries, static (all, count) => all with { Queries = count }),
        new("milliseconds", static all => all.Milliseconds, static (all, count) => all with { Milliseconds = count }),
        new("characters", static all => all.Characters, static (all, count) => all with { Characters = count }),
    ];

    private static readonly Dictionary<string, Count> ByName = Counts.ToDictionary(static count => count.Name, StringComparer.Ordinal);

    /// <summary>The written form; null for <see cref="UsageDetails.None"/>.</summary>
    public static string? Of(UsageDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.IsNone)
        {
            return null;
        }

        var parts = Counts.Where(count => count.Of(details) != count.Of(UsageDetails.None))
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Name}={count.Of(details)}"));
        return string.Join(',', details.Tier == ServiceTier.Standard ? parts : parts.Append($"{Tier}={ServiceTierText.Of(details.Tier)}"));
    }

    /// <summary>Reads what <see cref="Of"/> writes; null is <see cref="UsageDetails.None"/>.</summary>
    /// <returns>False for any other text, also for another order or a count that is not needed.</returns>
    public static bool TryParse(string? text, out UsageDetails details)
    {
        details = UsageDetails.None;
        if (text is null)
        {
            return true;
        }

        var read = UsageDetails.None;
        foreach (var part in text.Split(','))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0 || !TryAdd(part[..sign], part[(sign + 1)..], ref read))
            {
                return false;
            }
        }

        details = read;
        return Of(read) == text;
    }

    /// <summary>Reads what <see cref="Of"/> writes.</summary>
    /// <exception cref="InvalidDataException">It is another text: the stored text was changed outside the application.</exception>
    public static UsageDetails Read(string? text) =>
        TryParse(text, out var details) ? details : throw new InvalidDataException("Stored usage details cannot be read.");

    /// <summary>All counts.</summary>
    internal static IEnumerable<long> CountsOf(UsageDetails details) => Counts.Select(count => count.Of(details));

    private static bool TryAdd(string name, string value, ref UsageDetails details)
    {
        if (name == Tier)
        {
            var known = ServiceTierText.TryParse(value, out var tier);
            details = details with { Tier = tier };
            return known;
        }

        if (!ByName.TryGetValue(name, out var count) || !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        details = count.With(details, number);
        return true;
    }

    private sealed record Count(string Name, Func<UsageDetails, long> Of, Func<UsageDetails, long, UsageDetails> With);
}
