using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>The words of a stored decision, account by account: "Team Apollo had 0.00: falls through".</summary>
internal static class DecisionWords
{
    /// <summary>The result for one account. Without name and figures if the reader may not see it.</summary>
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

    /// <summary>The amount that no account on the path could pay, in words; null if everything was paid.</summary>
    public static string? Missing(RecordedDecision decision) => decision.Shortfall.IsPositive
        ? $"{decision.Shortfall.ToDisplay()} more than the path could cover: used credits above it become overage"
            + (decision.Limiting is { } limiting ? $" of {Title(limiting)}." : ".")
        : null;

    /// <summary>The account with its kind; only the kind if the reader may not see it.</summary>
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
