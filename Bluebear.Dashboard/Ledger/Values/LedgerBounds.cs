namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>How much the books take: one amount, and all of a tenant's together.</summary>
/// <remarks>
/// Far below what one stored figure can hold (<see cref="Credits.MaxValue"/>). The totals are those since the beginning: every balance,
/// every sum of usage and every rollup is a part of one of them and stays below it.
/// </remarks>
public static class LedgerBounds
{
    /// <summary>The most that one operation may name: a trillion credits.</summary>
    public static readonly Credits MaxAmount = Credits.FromCredits(1_000_000_000_000);

    /// <summary>The most that a tenant's purchases, or its usage, may come to since the beginning: two trillion credits.</summary>
    public static readonly Credits MaxTotal = Credits.FromCredits(2_000_000_000_000);

    /// <summary>The most input and output tokens that a tenant's usage may come to since the beginning.</summary>
    public const long MaxTotalTokens = 1_000_000_000_000_000_000;

    /// <summary>What is said of an amount above <see cref="MaxAmount"/>.</summary>
    public static readonly string TooMuch = $"This is more than the ledger takes at once: at most {MaxAmount.ToDisplay(0)} cr.";

    /// <summary>True where an operation has brought a tenant above one of its totals.</summary>
    /// <param name="before">The tenant before the operation: one that is above already may still give back.</param>
    /// <param name="after">The tenant after it.</param>
    internal static bool AreCrossed(TenantHead before, TenantHead after) =>
        (after.Purchased > MaxTotal && after.Purchased > before.Purchased)
        || (after.Used > MaxTotal && after.Used > before.Used)
        || (after.Tokens > MaxTotalTokens && after.Tokens > before.Tokens);
}
