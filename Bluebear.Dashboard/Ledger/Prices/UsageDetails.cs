using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>
/// What a request used beside plain input, cached input and output tokens (<see cref="TokenCounts"/>), as far as it has a price.
/// </summary>
/// <remarks>
/// Every count is 0 for none, at most <see cref="TokenCounts.Max"/>. Cached input, cache writes, audio and images share the input
/// tokens: no token is in two of them. Reasoning, audio and images share the output tokens likewise. To add a count: add a member
/// here and to <see cref="UsageDetailsText"/>, a <see cref="PricePart"/> and a term of <c>PricedUsage</c>, a member of the API's
/// <c>UsageBody</c>.
/// </remarks>
public sealed record UsageDetails
{
    /// <summary>None of it: one request of the standard tier.</summary>
    public static UsageDetails None { get; } = new();

    /// <summary>Input tokens that were written to a cache. Part of the input tokens, none of the cached input tokens.</summary>
    public long CacheWrite { get; init; }

    /// <summary>The written tokens that the cache keeps for an hour. Part of <see cref="CacheWrite"/>.</summary>
    public long CacheWriteOneHour { get; init; }

    /// <summary>Output tokens that the model used to think. Part of the output tokens.</summary>
    public long Reasoning { get; init; }

    /// <summary>Audio tokens of the input. Part of the input tokens.</summary>
    public long AudioInput { get; init; }

    /// <summary>Audio tokens of the output. Part of the output tokens.</summary>
    public long AudioOutput { get; init; }

    /// <summary>Image tokens of the input. Part of the input tokens.</summary>
    public long ImageInput { get; init; }

    /// <summary>Image tokens of the output. Part of the output tokens.</summary>
    public long ImageOutput { get; init; }

    /// <summary>The number of images made.</summary>
    public long Images { get; init; }

    /// <summary>The number of the provider's calls that it stands for.</summary>
    public long Requests { get; init; } = 1;

    /// <summary>The number of queries: searches, rerankings.</summary>
    public long Queries { get; init; }

    /// <summary>The length of audio or video, in milliseconds.</summary>
    public long Milliseconds { get; init; }

    /// <summary>The number of characters.</summary>
    public long Characters { get; init; }

    /// <summary>The service tier.</summary>
    public ServiceTier Tier { get; init; }

    /// <summary>True if it is <see cref="None"/>.</summary>
    public bool IsNone => ReferenceEquals(this, None) || this == None;

    /// <summary>True if no count is negative or above <see cref="TokenCounts.Max"/>, and the parts fit into the tokens.</summary>
    public bool IsPossibleWith(TokenCounts tokens) => IsNone
        || (UsageDetailsText.CountsOf(this).All(static count => count is >= 0 and <= TokenCounts.Max)
            && Enum.IsDefined(Tier)
            && CacheWriteOneHour <= CacheWrite
            && CacheWrite + AudioInput + ImageInput <= tokens.Input - tokens.CachedInput
            && Reasoning + AudioOutput + ImageOutput <= tokens.Output);

    /// <summary>
    /// Writes the details to the request's fingerprint. Fingerprints are stored: nothing is written for <see cref="None"/>. Call
    /// it after the fields of variable length: then the length of the whole shows whether it was written.
    /// </summary>
    internal void Describe(FingerprintWriter writer)
    {
        if (!IsNone)
        {
            writer.Add(UsageDetailsText.Of(this));
        }
    }
}
