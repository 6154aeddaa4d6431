namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>One account on a charging path.</summary>
/// <param name="Account">The account.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Available">Its available credits when it was tried.</param>
/// <param name="Outcome">The result for it.</param>
public sealed record PathStep(AccountId Account, string Kind, Credits Available, StepOutcome Outcome)
{
    /// <summary>
    /// The rule for a request that it cannot cover: its own, the step's, or the one for accounts without an allocation.
    /// </summary>
    public OnExhausted OnExhausted { get; init; }
}

/// <summary>What one account pays of a request.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">Its part; above zero, except for a request of 0.</param>
public sealed record PathShare(AccountId Account, Credits Amount);

/// <summary>Who pays for a request, and why: the answer of <see cref="ChargingPath"/>.</summary>
public sealed record PathDecision
{
    /// <summary>The accounts in the order in which they are tried, each once.</summary>
    public required IReadOnlyList<PathStep> Steps { get; init; }

    /// <summary>
    /// Who pays how much: one account, or several if splitting is on. Empty if the request is denied. With enforcement off it may
    /// be less than the amount, or nothing: <see cref="Shortfall"/> is then the overage of <see cref="Limiting"/>.
    /// </summary>
    public required IReadOnlyList<PathShare> FundedBy { get; init; }

    /// <summary>
    /// The account that blocked, or the last one that was tried. Null if everything is paid, and if the path is empty.
    /// </summary>
    public AccountId? Limiting { get; init; }

    /// <summary>
    /// The missing amount; zero if everything is paid. For a denial: the credits that the limiting account needs, including its
    /// open overage, which new credits pay first. Otherwise: the amount that becomes its overage.
    /// </summary>
    public Credits Shortfall { get; init; }

    /// <summary>True if the request may be made.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>True if it is personal use that the tenant's policies forbid.</summary>
    public bool IsForbidden { get; init; }
}
