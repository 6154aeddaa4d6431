using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The number of tokens of a request. This type decides what is counted. The default value is zero tokens.</summary>
/// <param name="Input">All input tokens, including cached ones.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="CachedInput">The input tokens that were read from a cache.</param>
/// <remarks>
/// What has a price of its own beside these is in <see cref="UsageDetails"/>. To add a count that rollups sum: add a member here, a
/// column in <c>TokenColumns</c>, a member of the API's <c>UsageBody</c> and, if it has a price, a <see cref="PricePart"/> and a
/// term of <c>PricedUsage</c>.
/// </remarks>
public readonly record struct TokenCounts(long Input, long Output, long CachedInput = 0)
{
    /// <summary>The largest number of tokens of a kind in one charge: far above real use, far below what sums can hold.</summary>
    public const long Max = 1_000_000_000_000;

    /// <summary>True if no count is negative and there are not more cached tokens than input tokens.</summary>
    public bool IsPossible => Input >= 0 && Output >= 0 && CachedInput >= 0 && CachedInput <= Input;

    /// <summary>True if it is possible and no count is above <see cref="Max"/>.</summary>
    public bool IsWellFormed => IsPossible && Input <= Max && Output <= Max;

    /// <summary>All tokens, each counted once, see <see cref="LedgerBounds.MaxTotalTokens"/>.</summary>
    public long Total => checked(Input + Output);

    /// <summary>The sum of both.</summary>
    /// <exception cref="OverflowException">A sum is too large.</exception>
    public static TokenCounts operator +(TokenCounts left, TokenCounts right) => new(
        checked(left.Input + right.Input), checked(left.Output + right.Output), checked(left.CachedInput + right.CachedInput));

    /// <summary>
    /// Writes the counts to the request's fingerprint. Fingerprints are stored: write a new count only if it is not 0.
    /// </summary>
    internal void Describe(FingerprintWriter writer)
    {
        writer.Add(Input);
        writer.Add(CachedInput);
        writer.Add(Output);
    }
}
