using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Accounts that run out within days, or before their budget's window ends, by the forecast.</summary>
internal static class RunOutCauses
{
    /// <summary>Looks at accounts that spent lately; others have no pace.</summary>
    public static async Task LookAsync(StandingLook look, SpendPaces paces, CancellationToken cancellation)
    {
        look.Judges(AlertKind.RunningOut);
        look.Judges(AlertKind.ForecastRunout);
        var all = await paces.OfAllAsync(look.Db, look.Head.Tenant, look.Zone, cancellation);
        var ids = all.Where(static pair => pair.Value.Pace is not null).Select(static pair => pair.Key.Value).ToList();
        var accounts = (await look.Db.Accounts.Where(row => ids.Contains(row.Id) && row.AvailableMicroCredits > 0).ToListAsync(cancellation))
            .ConvertAll(AccountReads.ToAccount).Where(account => AlertReview.IsMeant(account, look.Head)).ToList();
        var windows = await WindowsAsync(look, [.. accounts.Select(static account => account.Id.Value)], cancellation);
        foreach (var account in accounts)
        {
            var end = all[account.Id].RunsOut(account.Available);
            if (end.Date is { } day && day != DateOnly.MinValue && day != DateOnly.MaxValue)
            {
                Judge(look, account, day, all[account.Id].Today, windows.GetValueOrDefault(account.Id.Value));
            }
        }
    }

    private static void Judge(StandingLook look, Account account, DateOnly day, DateOnly today, BudgetPeriodRow? window)
    {
        var facts = AlertFacts.With(("available", account.Available.ToString()), ("runs_out", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var cause = $"running_out:{account.Id.Value}";
        if (day <= today.AddDays(RunOut.SoonDays))
        {
            look.Warn(AlertKind.RunningOut, AlertSeverity.Critical, account.Id, cause,
                $"Runs out on {DayText.Of(day)} at this pace: {AlertWords.Amount(account.Available)} cr left", facts);
        }
        else if (day == today.AddDays(RunOut.SoonDays + 1))
        {
            look.Hold(cause);
        }

        if (window is not null && day < TenantDays.LastBefore(window.EndsAt, look.Zone))
        {
            look.Warn(AlertKind.ForecastRunout, AlertSeverity.Warning, account.Id, $"forecast:{window.Id}",
                $"Expected to run out on {DayText.Of(day)}, its window ends after {DayText.Of(TenantDays.LastBefore(window.EndsAt, look.Zone))}: {AlertWords.Amount(account.Available)} cr left", facts);
        }
    }

    // The window that ends last: until then its account is planned.
    private static async Task<Dictionary<long, BudgetPeriodRow>> WindowsAsync(StandingLook look, List<long> accounts, CancellationToken cancellation)
    {
        var periods = await (
            from budget in look.Db.Budgets
            where accounts.Contains(budget.AccountId) && budget.Status == BudgetStatus.Running && budget.CurrentPeriod != 0
            join period in look.Db.BudgetPeriods on budget.CurrentPeriod equals period.Id
            where period.State == BudgetPeriodState.Open
            select period).ToListAsync(cancellation);
        return periods.GroupBy(static period => period.AccountId).ToDictionary(static own => own.Key, static own => own.MaxBy(static period => period.EndsAt)!);
    }
}
