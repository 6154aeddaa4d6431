namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The part of one account's credits that came from one purchase and one budget period (or none).</summary>
/// <remarks>An account has at most one lot for each purchase and budget period; arriving credits are added to it.</remarks>
public sealed record Lot
{
    /// <summary>The lot's id.</summary>
    public required LotId Id { get; init; }

    /// <summary>The account that has the credits.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The purchase that paid for them.</summary>
    public required PurchaseId Purchase { get; init; }

    /// <summary>The budget period that allocated them, or none.</summary>
    public BudgetPeriodId BudgetPeriod { get; init; }

    /// <summary>The instant from which the credits can no longer be spent (exclusive end), or null for never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Credits that can be spent, held or moved; never below zero.</summary>
    public Credits Available { get; init; }

    /// <summary>Credits set aside by holds; never below zero.</summary>
    public Credits Reserved { get; init; }

    /// <summary>Usage that its credits paid for, net of refunds; never below zero.</summary>
    public Credits Spent { get; init; }

    /// <summary>The lot's place in the account's burn order.</summary>
    public BurnPosition Position => new(EndsAt, Purchase, BudgetPeriod, Id);

    /// <summary>True from the instant <see cref="EndsAt"/> on.</summary>
    public bool HasEnded(DateTimeOffset now) => EndsAt <= now;
}

/// <summary>
/// A lot's place in the burn order: earliest end first, then the older purchase, then budget credits before free ones (ledger.md,
/// Shapes).
/// </summary>
/// <param name="EndsAt">When the lot ends. Null (never) comes last.</param>
/// <param name="Purchase">The purchase. A smaller id is older.</param>
/// <param name="BudgetPeriod">The budget period. None comes last.</param>
/// <param name="Lot">The lot; orders two budget periods of one purchase.</param>
public readonly record struct BurnPosition(DateTimeOffset? EndsAt, PurchaseId Purchase, BudgetPeriodId BudgetPeriod, LotId Lot)
    : IComparable<BurnPosition>
{
    /// <inheritdoc/>
    public int CompareTo(BurnPosition other)
    {
        var byEnd = (EndsAt ?? DateTimeOffset.MaxValue).CompareTo(other.EndsAt ?? DateTimeOffset.MaxValue);
        if (byEnd != 0)
        {
            return byEnd;
        }

        var byPurchase = Purchase.Value.CompareTo(other.Purchase.Value);
        if (byPurchase != 0)
        {
            return byPurchase;
        }

        var byBudget = BudgetPeriod.IsNone.CompareTo(other.BudgetPeriod.IsNone);
        return byBudget != 0 ? byBudget : Lot.Value.CompareTo(other.Lot.Value);
    }

    /// <summary>Compares two places.</summary>
    public static bool operator <(BurnPosition left, BurnPosition right) => left.CompareTo(right) < 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >(BurnPosition left, BurnPosition right) => left.CompareTo(right) > 0;

    /// <summary>Compares two places.</summary>
    public static bool operator <=(BurnPosition left, BurnPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >=(BurnPosition left, BurnPosition right) => left.CompareTo(right) >= 0;
}
