namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The counts that a request named; null where it named none. See <see cref="TokenCounts"/> and <see cref="UsageDetails"/>.</summary>
public sealed record NamedUsage
{
    /// <summary>None named.</summary>
    public static NamedUsage Nothing { get; } = new();

    /// <summary>Input tokens, including all their parts.</summary>
    public long? Input { get; init; }

    /// <summary>Input tokens read from a cache.</summary>
    public long? CachedInput { get; init; }

    /// <summary>Output tokens, including all their parts.</summary>
    public long? Output { get; init; }

    /// <inheritdoc cref="UsageDetails.CacheWrite"/>
    public long? CacheWrite { get; init; }

    /// <inheritdoc cref="UsageDetails.CacheWriteOneHour"/>
    public long? CacheWriteOneHour { get; init; }

    /// <inheritdoc cref="UsageDetails.Reasoning"/>
    public long? Reasoning { get; init; }

    /// <inheritdoc cref="UsageDetails.AudioInput"/>
    public long? AudioInput { get; init; }

    /// <inheritdoc cref="UsageDetails.AudioOutput"/>
    public long? AudioOutput { get; init; }

    /// <inheritdoc cref="UsageDetails.ImageInput"/>
    public long? ImageInput { get; init; }

    /// <inheritdoc cref="UsageDetails.ImageOutput"/>
    public long? ImageOutput { get; init; }

    /// <inheritdoc cref="UsageDetails.Images"/>
    public long? Images { get; init; }

    /// <inheritdoc cref="UsageDetails.Requests"/>
    public long? Requests { get; init; }

    /// <inheritdoc cref="UsageDetails.Queries"/>
    public long? Queries { get; init; }

    /// <inheritdoc cref="UsageDetails.Milliseconds"/>
    public long? Milliseconds { get; init; }

    /// <inheritdoc cref="UsageDetails.Characters"/>
    public long? Characters { get; init; }

    /// <inheritdoc cref="UsageDetails.Tier"/>
    public ServiceTier? Tier { get; init; }

    /// <summary>True if nothing was named.</summary>
    public bool IsEmpty => this == Nothing;

    /// <summary>True if something was named that can be counted: not only a tier, and not only parts of what was not named.</summary>
    public bool HasCounts => (Input ?? Output ?? Images ?? Requests ?? Queries ?? Milliseconds ?? Characters) is not null;

    /// <summary>The counts, with none of what was not named.</summary>
    public (TokenCounts Tokens, UsageDetails Details) Alone => Over(default, UsageDetails.None);

    /// <summary>
    /// The counts of usage that was held before: what was not named is what the hold expected, parts at most as far as they fit.
    /// </summary>
    public (TokenCounts Tokens, UsageDetails Details) Over(TokenCounts held, UsageDetails expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var (input, output) = (Input ?? held.Input, Output ?? held.Output);
        var restIn = input - (CachedInput ?? 0) - (CacheWrite ?? 0) - (AudioInput ?? 0) - (ImageInput ?? 0);
        var restOut = output - (Reasoning ?? 0) - (AudioOutput ?? 0) - (ImageOutput ?? 0);
        var cached = Part(CachedInput, held.CachedInput, ref restIn);
        var write = Part(CacheWrite, expected.CacheWrite, ref restIn);
        var tokens = new TokenCounts(input, output, cached);
        return (tokens, new()
        {
            CacheWrite = write,
            CacheWriteOneHour = CacheWriteOneHour ?? Math.Min(expected.CacheWriteOneHour, write),
            AudioInput = Part(AudioInput, expected.AudioInput, ref restIn),
            ImageInput = Part(ImageInput, expected.ImageInput, ref restIn),
            Reasoning = Part(Reasoning, expected.Reasoning, ref restOut),
            AudioOutput = Part(AudioOutput, expected.AudioOutput, ref restOut),
            ImageOutput = Part(ImageOutput, expected.ImageOutput, ref restOut),
            Images = Images ?? expected.Images,
            Requests = Requests ?? expected.Requests,
            Queries = Queries ?? expected.Queries,
            Milliseconds = Milliseconds ?? expected.Milliseconds,
            Characters = Characters ?? expected.Characters,
            Tier = Tier ?? expected.Tier,
        });
    }

    private static long Part(long? named, long expected, ref long rest)
    {
        if (named is { } known)
        {
            return known;
        }

        var part = Math.Clamp(expected, 0, Math.Max(0, rest));
        rest -= part;
        return part;
    }
}
