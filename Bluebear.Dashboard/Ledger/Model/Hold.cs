using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Whether a hold stands, and how it ended. A closed set; the values are stored.</summary>
public enum HoldStatus
{
    /// <summary>It stands: its credits are reserved.</summary>
    Held = 0,

    /// <summary>Its usage was settled.</summary>
    Settled = 1,

    /// <summary>It was given up.</summary>
    Released = 2,

    /// <summary>It reached its time limit.</summary>
    Expired = 3,
}

/// <summary>What a hold has set aside of one lot.</summary>
/// <param name="Account">The account.</param>
/// <param name="Purchase">The lot's purchase.</param>
/// <param name="BudgetPeriod">The lot's budget period, or none.</param>
/// <param name="Amount">Above zero.</param>
public sealed record HoldShare(AccountId Account, PurchaseId Purchase, BudgetPeriodId BudgetPeriod, Credits Amount);

/// <summary>Credits set aside for one request until it settles, is released or reaches its limit. Ends exactly once.</summary>
/// <remarks>
/// What it holds of which lot stands in the entries of its reservation, which never change; no second record of it is kept.
/// </remarks>
public sealed record Hold
{
    /// <summary>The hold's id.</summary>
    public required HoldId Id { get; init; }

    /// <summary>The account that holds first, and carries what settling costs beyond all that can be drawn.</summary>
    public required AccountId Holder { get; init; }

    /// <summary>What was asked for, and is charged where the usage comes without a price; above zero.</summary>
    public required Credits Amount { get; init; }

    /// <summary>Its (first) reservation; null where nothing was there to hold, which only happens with enforcement off.</summary>
    public TransferId? Transfer { get; init; }

    /// <summary>What it holds, in the order in which it was drawn.</summary>
    public required IReadOnlyList<HoldShare> Shares { get; init; }

    /// <summary>The instant at which it ends by itself.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it stands.</summary>
    public HoldStatus Status { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The charge that settled it, or that came late; null before that.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>What its request said of itself.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>The charging path that it was granted on, as its reservation keeps it.</summary>
    public required DecisionTrace Decision { get; init; }

    /// <summary>The same, read.</summary>
    /// <exception cref="InvalidDataException">It was changed behind the application's back.</exception>
    internal PathDecision Path => Decision.Read(TenantScopedId.TenantOf(Id.Value));

    /// <summary>True while its credits are set aside.</summary>
    public bool Stands => Status == HoldStatus.Held;

    /// <summary>Where it stands among those that wait for their limit.</summary>
    public HoldLimit Limit => new(ExpiresAt, Id);
}

/// <summary>A hold's place among those that wait for their time limit: the soonest first.</summary>
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
