namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>The largest amounts of the books: for one operation, and for a tenant in total.</summary>
/// <remarks>
/// Far below what one stored figure can hold (<see cref="Credits.MaxValue"/>). The totals count everything since the beginning.
/// Every balance, every sum of usage and every rollup is a part of one of them and stays below it.
/// </remarks>
public static class LedgerBounds
{
    /// <summary>The largest amount of one operation: a trillion credits.</summary>
    public static readonly Credits MaxAmount = Credits.FromCredits(1_000_000_000_000);

    /// <summary>The largest total of a tenant's purchases, and of its usage, since the beginning: two trillion credits.</summary>
    public static readonly Credits MaxTotal = Credits.FromCredits(2_000_000_000_000);

    /// <summary>The largest total of a tenant's input and output tokens since the beginning.</summary>
    public const long MaxTotalTokens = 1_000_000_000_000_000_000;

    /// <summary>The message for an amount above <see cref="MaxAmount"/>.</summary>
    public static readonly string TooMuch = $"This is more than the ledger takes at once: at most {MaxAmount.ToDisplay(0)} cr.";

    /// <summary>True if an operation brings a tenant above one of its totals.</summary>
    /// <param name="before">The tenant before the operation. A tenant that is already above may still give back.</param>
    /// <param name="after">The tenant after it.</param>
    internal static bool AreCrossed(TenantHead before, TenantHead after) =>
        (after.Purchased > MaxTotal && after.Purchased > before.Purchased)
        || (after.Used > MaxTotal && after.Used > before.Used)
        || (after.Tokens > MaxTotalTokens && after.Tokens > before.Tokens);
}
