namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>One account on a charging path.</summary>
/// <param name="Account">The account.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Available">What it had available when it was asked.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record PathStep(AccountId Account, string Kind, Credits Available, StepOutcome Outcome)
{
    /// <summary>What it does when it cannot cover a request: its own rule, the step's, or what having no allocation means.</summary>
    public OnExhausted OnExhausted { get; init; }
}

/// <summary>What one account pays of a request.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">Its part; above zero, but for a request of 0.</param>
public sealed record PathShare(AccountId Account, Credits Amount);

/// <summary>Who pays for a request, and why: the answer of <see cref="ChargingPath"/>.</summary>
public sealed record PathDecision
{
    /// <summary>The accounts in the order in which they are asked, each once.</summary>
    public required IReadOnlyList<PathStep> Steps { get; init; }

    /// <summary>
    /// Who pays how much: one account, or several where splitting is on. Empty where the request is denied. With enforcement off it
    /// may be less than the amount, down to nothing: <see cref="Shortfall"/> is then the overage of <see cref="Limiting"/>.
    /// </summary>
    public required IReadOnlyList<PathShare> FundedBy { get; init; }

    /// <summary>The account that blocked, or the last one that was asked; null where all is paid, and where the path is empty.</summary>
    public AccountId? Limiting { get; init; }

    /// <summary>
    /// What is missing; zero where all is paid. Of a denial: what the limiting account lacks, its open overage included, which new
    /// credits pay first. Otherwise what becomes its overage.
    /// </summary>
    public Credits Shortfall { get; init; }

    /// <summary>True where the request may be made.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>True where it is personal use, which the tenant's policies forbid.</summary>
    public bool IsForbidden { get; init; }
}
