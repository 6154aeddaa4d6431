using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The words for the spend policies.</summary>
internal static class PolicyWords
{
    /// <summary>A kind as a word in a sentence. An unknown kind stays unchanged.</summary>
    public static string Kind(string kind) => AccountWords.Kind(kind);

    /// <summary>An account on a path: its name, or its kind if the caller may not see the name.</summary>
    public static string Title(ExplainedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Name ?? Kind(step.Step.Kind);
    }

    /// <summary>The numbers by kind: "3 workspaces and 1 team".</summary>
    public static string Count(IReadOnlyList<AffectedAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var parts = accounts.GroupBy(static account => account.Kind)
            .Select(static kind => $"{kind.Count()} {Kind(kind.Key).ToLowerInvariant()}{(kind.Count() == 1 ? "" : "s")}").ToList();
        return parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
    }

    /// <summary>The rule of a step.</summary>
    public static string Of(OnExhausted rule) => AccountWords.Rule(rule);

    /// <summary>A step in plain words, including what happens without an allocation.</summary>
    public static string Describe(RouteStep step, bool isLast)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step switch
        {
            { OnExhausted: OnExhausted.Block } when isLast => "It is the last: the request is denied when it cannot cover it.",
            { OnExhausted: OnExhausted.Block } =>
                "With an allocation: the request is denied when it cannot cover it. Without one: the next account is tried.",
            _ when isLast => "It is the last: the request is denied when it cannot cover it.",
            _ => "When it cannot cover the request, the next account is tried.",
        };
    }

    /// <summary>The result for an account on a path.</summary>
    public static string Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Pays => "Pays",
        StepOutcome.FallsThrough => "Falls through",
        StepOutcome.Blocks => "Blocks",
        StepOutcome.NoAllocation => "No allocation",
        StepOutcome.InOverage => "In overage",
        StepOutcome.NotAllowed => "Not allowed",
        StepOutcome.NotReached => "Not reached",
    };

    /// <summary>The tone of the result.</summary>
    public static Tone ToneOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Pays => Tone.Good,
        StepOutcome.Blocks or StepOutcome.InOverage or StepOutcome.NotAllowed => Tone.Danger,
        StepOutcome.FallsThrough => Tone.Warning,
        StepOutcome.NoAllocation or StepOutcome.NotReached => Tone.Neutral,
    };

    /// <summary>The reason for the result, in a sentence.</summary>
    public static string Why(ExplainedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Step.Outcome switch
        {
            StepOutcome.Pays when step.Pays.IsPositive => $"Pays {step.Pays.ToDisplay()} cr.",
            StepOutcome.Pays => "Covers the request.",
            StepOutcome.FallsThrough => "Cannot cover it and lets the next account pay.",
            StepOutcome.Blocks => "Cannot cover it, and its rule ends the path here.",
            StepOutcome.NoAllocation => "It has no allocation and cannot cover the request, so the next account is tried.",
            StepOutcome.InOverage => step.Figures is { } figures
                ? $"Owes {figures.Overage.ToDisplay()} cr for earlier usage, which the next credits pay first."
                : "Owes for earlier usage, which the next credits pay first.",
            StepOutcome.NotAllowed => "Personal use is not allowed here.",
            StepOutcome.NotReached => "The path ended before it.",
        };
    }
}
