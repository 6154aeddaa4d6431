using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Whether a hold is open, or how it ended. A closed set; the values are stored.</summary>
public enum HoldStatus
{
    /// <summary>It is open: its credits are reserved.</summary>
    Held = 0,

    /// <summary>Its usage was settled.</summary>
    Settled = 1,

    /// <summary>It was released without usage.</summary>
    Released = 2,

    /// <summary>It reached its time limit.</summary>
    Expired = 3,
}

/// <summary>The part of a hold that comes from one lot.</summary>
/// <param name="Account">The account.</param>
/// <param name="Purchase">The lot's purchase.</param>
/// <param name="BudgetPeriod">The lot's budget period, or none.</param>
/// <param name="Amount">Above zero.</param>
public sealed record HoldShare(AccountId Account, PurchaseId Purchase, BudgetPeriodId BudgetPeriod, Credits Amount);

/// <summary>Credits set aside for one request until it settles, is released or reaches its limit. Ends exactly once.</summary>
/// <remarks>
/// The entries of its reservation say how much it holds of which lot. They never change, and there is no second record of it.
/// </remarks>
public sealed record Hold
{
    /// <summary>The hold's id.</summary>
    public required HoldId Id { get; init; }

    /// <summary>The account that holds first. It owes the part of the cost that no account can pay.</summary>
    public required AccountId Holder { get; init; }

    /// <summary>
    /// The amount of the request; 0 only if the list prices it at 0. It is charged if the usage comes without a price.
    /// </summary>
    public required Credits Amount { get; init; }

    /// <summary>
    /// Its (first) reservation. Null if there was nothing to hold: the amount is 0, or there were no credits with enforcement off.
    /// </summary>
    public TransferId? Transfer { get; init; }

    /// <summary>Its parts, in the order in which they were drawn.</summary>
    public required IReadOnlyList<HoldShare> Shares { get; init; }

    /// <summary>The time limit: the hold ends at this instant if nothing ends it earlier.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is open, or how it ended.</summary>
    public HoldStatus Status { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The charge that settled it, or that recorded its late usage; null before that.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The facts that its request named.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>
    /// The tokens that its request expected, with the most output tokens. A settlement that leaves out a count takes it from here.
    /// </summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What its request expected beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>The charging path on which it was granted, as stored with its reservation.</summary>
    public required DecisionTrace Decision { get; init; }

    /// <summary>The charging path on which it was granted.</summary>
    /// <exception cref="InvalidDataException">The stored path was changed outside the application.</exception>
    internal PathDecision Path => Decision.Read(TenantScopedId.TenantOf(Id.Value));

    /// <summary>True while it is open.</summary>
    public bool Stands => Status == HoldStatus.Held;

    /// <summary>Its place among the open holds, ordered by their limit.</summary>
    public HoldLimit Limit => new(ExpiresAt, Id);
}

/// <summary>A hold's place among the open holds: the earliest limit first.</summary>
/// <param name="ExpiresAt">The limit.</param>
/// <param name="Hold">The hold.</param>
public readonly record struct HoldLimit(DateTimeOffset ExpiresAt, HoldId Hold) : IComparable<HoldLimit>
{
    /// <inheritdoc/>
    public int CompareTo(HoldLimit other) =>
        ExpiresAt.CompareTo(other.ExpiresAt) is not 0 and var byLimit ? byLimit : Hold.Value.CompareTo(other.Hold.Value);

    /// <summary>Compares two places.</summary>
    public static bool operator <(HoldLimit left, HoldLimit right) => left.CompareTo(right) < 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >(HoldLimit left, HoldLimit right) => left.CompareTo(right) > 0;

    /// <summary>Compares two places.</summary>
    public static bool operator <=(HoldLimit left, HoldLimit right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >=(HoldLimit left, HoldLimit right) => left.CompareTo(right) >= 0;
}
