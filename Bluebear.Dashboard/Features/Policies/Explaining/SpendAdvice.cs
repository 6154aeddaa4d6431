using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Explaining;

/// <summary>Explains the answer to "who pays?", and what would change it. Pure.</summary>
internal static class SpendAdvice
{
    /// <summary>The outcome in a sentence.</summary>
    public static string Summary(PathExplanation answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var decision = answer.Decision;
        var amount = answer.Amount.ToDisplay();
        if (decision.IsForbidden)
        {
            return "Denied: this is personal use, which the rules do not allow.";
        }

        if (!decision.IsAllowed)
        {
            return answer.Limiting is { } limiting
                ? $"Denied: {PolicyWords.Title(limiting)} lacks {decision.Shortfall.ToDisplay()} cr."
                : "Denied: there is no account on the path of this request.";
        }

        if (decision.Shortfall.IsPositive)
        {
            return $"Allowed, because enforcement is off: {decision.Shortfall.ToDisplay()} cr become overage of {(answer.Limiting is { } owes ? PolicyWords.Title(owes) : "the pool")}.";
        }

        var payers = answer.Steps.Where(step => step.Step.Outcome == StepOutcome.Pays).ToList();
        return payers is [var only]
            ? $"Allowed: {PolicyWords.Title(only)} pays {amount} cr."
            : $"Allowed: {string.Join(", ", payers.Select(step => $"{PolicyWords.Title(step)} {step.Pays.ToDisplay()} cr"))} pay together.";
    }

    /// <summary>What would change the outcome, the simplest first.</summary>
    /// <param name="answer">The outcome.</param>
    /// <param name="policies">The current policies.</param>
    /// <param name="isPersonal">Whether the request says that it is personal, whatever else it names.</param>
    public static IReadOnlyList<Remedy> WhatWouldChangeIt(PathExplanation answer, SpendPolicies policies, bool isPersonal = false)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(policies);
        var decision = answer.Decision;
        if (decision.IsForbidden)
        {
            return [new("Name a workspace, a team or a consumer group."), new("Or allow personal use in the rules.", RemedyKind.Rules)];
        }

        if (decision.IsAllowed)
        {
            return WhatWouldDeny(answer);
        }

        if (answer.Limiting is { } limiting)
        {
            return [.. WhatWouldAllow(answer, limiting, policies)];
        }

        return isPersonal
            ? [new("Only the user's own account pays for personal use. Name a user who has one, or clear Personal.")]
            : [new("Give the user an account with credits whose reference is the user's name, or name a workspace or a team.")];
    }

    private static IReadOnlyList<Remedy> WhatWouldDeny(PathExplanation answer) =>
        answer.Decision.Shortfall.IsPositive || answer.Steps.LastOrDefault(step => step.Step.Outcome == StepOutcome.Pays) is not { } payer
            || payer.Figures is not { } figures
            ? []
            : [new($"{PolicyWords.Title(payer)} has {figures.Available.ToDisplay()} cr available: the outcome changes for a request that costs more, or after credits are moved away.")];

    private static IEnumerable<Remedy> WhatWouldAllow(PathExplanation answer, ExplainedStep limiting, SpendPolicies policies)
    {
        var owed = limiting.Figures is { } figures && limiting.Step.Outcome == StepOutcome.InOverage ? figures.Overage : Credits.Zero;
        var (isPool, lacks) = (limiting.Step.Kind == AccountKinds.Tenant, answer.Decision.Shortfall);
        var first = owed.IsPositive ? $": the first {owed.ToDisplay()} cr pay what it owes." : ".";
        yield return new(
            isPool ? $"Buy at least {lacks.ToDisplay()} cr for {PolicyWords.Title(limiting)}{first}" : $"Allocate at least {lacks.ToDisplay()} cr to {PolicyWords.Title(limiting)}{first}",
            isPool ? RemedyKind.Purchase : RemedyKind.Allocate, limiting, lacks);

        var next = answer.Steps.SkipWhile(step => step != limiting).Skip(1)
            .FirstOrDefault(step => step.Figures is { Overage.IsZero: true } has && has.Available >= answer.Amount);
        if (limiting.Step.OnExhausted == OnExhausted.Block && next is not null)
        {
            yield return new($"Or let {PolicyWords.Title(limiting)} fall through: {PolicyWords.Title(next)} could pay.", RemedyKind.FallThrough, limiting);
        }

        var together = Credits.Sum(answer.Steps.TakeWhile(step => step.Step.Outcome != StepOutcome.NotReached)
            .Where(step => step.Step.Outcome != StepOutcome.InOverage).Select(step => step.Figures?.Available ?? Credits.Zero));
        if (!policies.Split && together >= answer.Amount)
        {
            yield return new($"Or let accounts pay together: together they have {together.ToDisplay()} cr.", RemedyKind.Rules);
        }
    }
}
