using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>How a kept decision is said, account by account: "Team Apollo had 0.00: falls through".</summary>
internal static class DecisionWords
{
    /// <summary>What became of one account. Its name and figures are left out where the reader may not see it.</summary>
    public static string Of(RecordedStep step) => step.Step.Outcome switch
    {
        StepOutcome.Pays when step.Pays.IsPositive => $"{Title(step)} pays {step.Pays.ToDisplay()}",
        StepOutcome.Pays => $"{Title(step)} pays",
        StepOutcome.FallsThrough => $"{Had(step)}: falls through",
        StepOutcome.Blocks => $"{Had(step)}: blocks",
        StepOutcome.NoAllocation => $"{Had(step)} and no allocation: falls through",
        StepOutcome.InOverage => $"{Title(step)} owed for earlier usage: {Rule(step)}",
        StepOutcome.NotAllowed => $"{Title(step)}: not allowed for personal use",
        StepOutcome.NotReached => $"{Title(step)}: not reached",
    };

    /// <summary>What nobody on the path could pay, or null where all was paid.</summary>
    public static string? Missing(RecordedDecision decision) => decision.Shortfall.IsPositive
        ? $"{decision.Shortfall.ToDisplay()} more than the path could cover: what is used of it becomes overage"
            + (decision.Limiting is { } limiting ? $" of {Title(limiting)}." : ".")
        : null;

    /// <summary>The account with its kind; the kind alone where the reader may not see it.</summary>
    public static string Title(RecordedStep step) => step.Party is { IsVisible: true } party
        ? AccountWords.Titled(step.Step.Kind, party.Name)
        : AccountWords.Kind(step.Step.Kind);

    private static string Had(RecordedStep step) => step.Party is { IsVisible: true }
        ? $"{Title(step)} had {step.Step.Available.ToDisplay()}"
        : $"{Title(step)} could not cover it";

    private static string Rule(RecordedStep step) => step.Step.OnExhausted switch
    {
        OnExhausted.Block => "blocks",
        OnExhausted.FallThrough => "falls through",
    };
}
