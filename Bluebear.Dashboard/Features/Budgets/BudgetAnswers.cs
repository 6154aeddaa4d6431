using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>A budget.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Wallet">The id of the wallet that receives the credits.</param>
/// <param name="WalletId">The same.</param>
/// <param name="Source">The id of the wallet that gives them.</param>
/// <param name="Kind">How often it funds.</param>
/// <param name="Amount">The credits of each period; null if it tops up.</param>
/// <param name="TopUpTo">The balance to top up to; null if it has an amount.</param>
/// <param name="StartsAt">The start that was asked for; null for at once.</param>
/// <param name="EndsAt">The end (exclusive); null for none.</param>
/// <param name="Day">The day of the month; null for a one-time and a weekly budget.</param>
/// <param name="Unused">What happens to unspent credits.</param>
/// <param name="AllowPartial">Whether it takes what the source has when that is less.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Funded">What the running period got, without what was kept or carried.</param>
/// <param name="Spent">What was spent of the running period.</param>
/// <param name="NextFundingAt">When its next period begins; null if none will, and while it is paused.</param>
/// <param name="TotalFunded">What all periods got.</param>
/// <param name="TotalSpent">What was spent of all periods.</param>
/// <param name="Period">The running period, or the last one; null before the first.</param>
/// <param name="CreatedAt">When it was planned.</param>
/// <param name="EndedAt">When it ended or was cancelled.</param>
internal sealed record BudgetAnswer(
    string Id, string Wallet, string WalletId, string Source, BudgetKind Kind, Credits? Amount, Credits? TopUpTo, DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt, int? Day, UnusedBody Unused, bool AllowPartial, BudgetStanding State, Credits Funded, Credits Spent,
    DateTimeOffset? NextFundingAt, Credits TotalFunded, Credits TotalSpent, PeriodAnswer? Period, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>The answer for a budget.</summary>
    public static BudgetAnswer Of(BudgetView view)
    {
        var plan = view.Plan;
        return new(
            PublicId.Format(PublicId.Budget, plan.Id.Value), WalletAnswer.IdOf(plan.Account), WalletAnswer.IdOf(plan.Account),
            WalletAnswer.IdOf(plan.Source), plan.Kind, plan.Amount, plan.TopUpTo, plan.StartsAt, plan.EndsAt,
            plan.Kind is BudgetKind.Monthly or BudgetKind.Quarterly ? plan.Day : null, new(plan.Unused, plan.CarryUpTo), plan.AllowPartial,
            view.State, view.Period?.Period.Funded ?? Credits.Zero, view.Period?.Spent ?? Credits.Zero, view.NextFundingAt,
            view.TotalFunded, view.TotalSpent, view.Period is { } period ? PeriodAnswer.Of(period) : null, plan.CreatedAt, plan.EndedAt);
    }
}

/// <summary>Where a period stands, for programs.</summary>
internal enum PeriodStanding
{
    Open,
    Waiting,
    Skipped,
    Closed,
}

/// <summary>A period of a budget.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="StartsAt">When it began.</param>
/// <param name="EndsAt">When it ends (exclusive).</param>
/// <param name="State">Where it stands. One that began in Shared Pool mode is skipped.</param>
/// <param name="Due">What it is to get.</param>
/// <param name="Funded">What it got, less what was taken back.</param>
/// <param name="CarriedIn">What came from the period before.</param>
/// <param name="CarriedOut">What went to the next one, or left the budget when it was over.</param>
/// <param name="Returned">What returned to the source.</param>
/// <param name="Expired">What ended unspent.</param>
/// <param name="Spent">What was spent of it.</param>
/// <param name="Reserved">What holds have set aside of it.</param>
/// <param name="Left">What is left of it, with what is reserved.</param>
/// <param name="MovedOut">What people moved out of it by hand.</param>
/// <param name="WaitingSince">Since when it waits for funds.</param>
internal sealed record PeriodAnswer(
    int Number, DateTimeOffset StartsAt, DateTimeOffset EndsAt, PeriodStanding State, Credits Due, Credits Funded, Credits CarriedIn,
    Credits CarriedOut, Credits Returned, Credits Expired, Credits Spent, Credits Reserved, Credits Left, Credits MovedOut, DateTimeOffset? WaitingSince)
{
    /// <summary>The answer for a period.</summary>
    public static PeriodAnswer Of(PeriodView view)
    {
        var period = view.Period;
        var state = period.State switch
        {
            BudgetPeriodState.Open => PeriodStanding.Open,
            BudgetPeriodState.Waiting => PeriodStanding.Waiting,
            BudgetPeriodState.Skipped or BudgetPeriodState.ClosedSkipped => PeriodStanding.Skipped,
            BudgetPeriodState.Closed => PeriodStanding.Closed,
        };
        return new(period.Number, period.StartsAt, period.EndsAt, state, period.Due, period.Funded, period.CarriedIn, period.CarriedOut, period.Returned,
            period.Expired, view.Spent, view.Reserved, view.Left, view.MovedOut, period.WaitingSince);
    }
}

/// <summary>A change of a budget.</summary>
internal sealed record BudgetEditAnswer(DateTimeOffset At, string Actor, string Action, string? Before, string? After);

/// <summary>A budget with its periods, newest first, its changes and its next fundings.</summary>
internal sealed record BudgetDetailAnswer(
    string Id, string Wallet, string WalletId, string Source, BudgetKind Kind, Credits? Amount, Credits? TopUpTo, DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt, int? Day, UnusedBody Unused, bool AllowPartial, BudgetStanding State, Credits Funded, Credits Spent,
    DateTimeOffset? NextFundingAt, Credits TotalFunded, Credits TotalSpent, PeriodAnswer? Period, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<PeriodAnswer> Periods, IReadOnlyList<BudgetEditAnswer> Edits, IReadOnlyList<FundingAnswer> NextFundings)
{
    /// <summary>The answer for a budget.</summary>
    public static BudgetDetailAnswer Of(BudgetDetail detail)
    {
        var own = BudgetAnswer.Of(detail.Budget);
        return new(own.Id, own.Wallet, own.WalletId, own.Source, own.Kind, own.Amount, own.TopUpTo, own.StartsAt, own.EndsAt, own.Day, own.Unused,
            own.AllowPartial, own.State, own.Funded, own.Spent, own.NextFundingAt, own.TotalFunded, own.TotalSpent, own.Period, own.CreatedAt, own.EndedAt,
            [.. detail.Periods.Select(PeriodAnswer.Of)],
            [.. detail.Edits.Select(static edit => new BudgetEditAnswer(edit.At, edit.Actor, edit.Action, edit.Before, edit.After))],
            [.. detail.Upcoming.Select(FundingAnswer.Of)]);
    }
}

/// <summary>A funding that will come.</summary>
/// <param name="At">When.</param>
/// <param name="Date">The tenant's local day.</param>
/// <param name="EndsAt">When its period ends.</param>
/// <param name="Amount">The amount; of a top-up the most that it can be.</param>
internal sealed record FundingAnswer(DateTimeOffset At, DateOnly Date, DateTimeOffset EndsAt, Credits Amount)
{
    /// <summary>The answer for a funding.</summary>
    public static FundingAnswer Of(PlannedFunding funding) => new(funding.At, funding.Day, funding.EndsAt, funding.Amount);
}

/// <summary>What a budget would do.</summary>
/// <param name="Fundings">Its next fundings.</param>
/// <param name="TimeZone">The tenant's time zone.</param>
/// <param name="Words">When it funds, in words.</param>
/// <param name="Warnings">What to think about first.</param>
internal sealed record PreviewAnswer(IReadOnlyList<FundingAnswer> Fundings, string TimeZone, string Words, IReadOnlyList<string> Warnings)
{
    /// <summary>The answer for a preview.</summary>
    public static PreviewAnswer Of(BudgetPreview preview) =>
        new([.. preview.Fundings.Select(FundingAnswer.Of)], preview.TimeZone, preview.Words, preview.Warnings);
}

/// <summary>What budgets will take from the pool in a month, and what the pool then lacks.</summary>
internal sealed record MonthAnswer(DateOnly Month, Credits Committed, Credits Total, Credits Gap);

/// <summary>Commitments against the pool.</summary>
/// <param name="Pool">The pool's available credits now.</param>
/// <param name="Waiting">What periods that wait still lack.</param>
/// <param name="Months">The coming months.</param>
internal sealed record CommitmentsAnswer(Credits Pool, Credits Waiting, IReadOnlyList<MonthAnswer> Months)
{
    /// <summary>The answer for commitments.</summary>
    public static CommitmentsAnswer Of(Commitments found) =>
        new(found.Pool, found.Waiting, [.. found.Months.Select(static month => new MonthAnswer(month.Month, month.Committed, month.Total, month.Gap))]);
}
