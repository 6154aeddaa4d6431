using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features;

/// <summary>One account on the path, with its name and figures for people.</summary>
/// <param name="Step">The engine's result.</param>
/// <param name="Name">The account's name; null if the caller may not see the account.</param>
/// <param name="Figures">Its figures; null if the caller may not see the account.</param>
/// <param name="Pays">What it would pay; zero if nothing.</param>
public sealed record ExplainedStep(PathStep Step, string? Name, StepFigures? Figures, Credits Pays);

/// <summary>An account's figures at the moment of the answer.</summary>
/// <param name="Available">Free to spend.</param>
/// <param name="Reserved">Set aside by holds.</param>
/// <param name="Overage">Owed for earlier usage.</param>
public sealed record StepFigures(Credits Available, Credits Reserved, Credits Overage);

/// <summary>Who would pay for a request, step by step.</summary>
/// <param name="Amount">The cost of the request.</param>
/// <param name="Decision">The engine's decision.</param>
/// <param name="Steps">Its steps with names and figures, in the order in which they are tried.</param>
public sealed record PathExplanation(Credits Amount, PathDecision Decision, IReadOnlyList<ExplainedStep> Steps)
{
    /// <summary>When a budget of the limiting account, or else of another one on the path, funds next; null if none will.</summary>
    public DateTimeOffset? NextFundingAt { get; init; }

    /// <summary>The account that blocked, or the last one tried; null if everything is paid.</summary>
    public ExplainedStep? Limiting => Steps.FirstOrDefault(step => step.Step.Account == Decision.Limiting);
}
