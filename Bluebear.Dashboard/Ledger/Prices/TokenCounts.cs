using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>How much usage was: the one place that says what is counted of a request. The default value is a request without any.</summary>
/// <param name="Input">All input tokens, the cached ones among them.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="CachedInput">Those of the input tokens that were read from a cache.</param>
/// <remarks>
/// A further count is a member here, a column in <c>TokenColumns</c>, a member of the API's <c>UsageBody</c> and, where it has a price,
/// a term of <see cref="ModelPrice.TryPrice"/>.
/// </remarks>
public readonly record struct TokenCounts(long Input, long Output, long CachedInput = 0)
{
    /// <summary>The most tokens of a kind in one charge: far above any real one, far below what sums of them can hold.</summary>
    public const long Max = 1_000_000_000_000;

    /// <summary>True where no count is negative and no more tokens are cached than there are.</summary>
    public bool IsPossible => Input >= 0 && Output >= 0 && CachedInput >= 0 && CachedInput <= Input;

    /// <summary>True where it is possible and no count is above <see cref="Max"/>.</summary>
    public bool IsWellFormed => IsPossible && Input <= Max && Output <= Max;

    /// <summary>All of them, each once: what a tenant's total counts, see <see cref="LedgerBounds.MaxTotalTokens"/>.</summary>
    public long Total => checked(Input + Output);

    /// <summary>Both together.</summary>
    /// <exception cref="OverflowException">A sum is more than it can hold.</exception>
    public static TokenCounts operator +(TokenCounts left, TokenCounts right) => new(
        checked(left.Input + right.Input), checked(left.Output + right.Output), checked(left.CachedInput + right.CachedInput));

    /// <summary>Writes what makes two requests the same. Keys are kept for ever: a further count is written only where it is not 0.</summary>
    internal void Describe(FingerprintWriter writer)
    {
        writer.Add(Input);
        writer.Add(CachedInput);
        writer.Add(Output);
    }
}
