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
                Soon(look, account, day, all[account.Id].Today);
            }

            if (windows.TryGetValue(account.Id.Value, out var window))
            {
                BeforeTheEnd(look, account, end, window);
            }
        }
    }

    /// <summary>Whether the middle of the range runs out before a window's last day.</summary>
    internal static bool Opens(RunOut end, DateOnly last) => end.Date < last;

    /// <summary>Whether the early end still does: until then an alert stays open (the product's rules for the forecast).</summary>
    internal static bool StaysOpen(RunOut end, DateOnly last) => end.Earliest < last;

    private static void Soon(StandingLook look, Account account, DateOnly day, DateOnly today)
    {
        var cause = $"running_out:{account.Id.Value}";
        if (day <= today.AddDays(RunOut.SoonDays))
        {
            look.Warn(AlertKind.RunningOut, AlertSeverity.Critical, account.Id, cause,
                $"Runs out on {DayText.Of(day)} at this pace: {AlertWords.Amount(account.Available)} cr left", FactsOf(account, day));
        }
        else if (day == today.AddDays(RunOut.SoonDays + 1))
        {
            look.Hold(cause);
        }
    }

    private static void BeforeTheEnd(StandingLook look, Account account, RunOut end, BudgetPeriodRow window)
    {
        var (cause, last) = ($"forecast:{window.Id}", TenantDays.LastBefore(window.EndsAt, look.Zone));
        if (Opens(end, last))
        {
            look.Warn(AlertKind.ForecastRunout, AlertSeverity.Warning, account.Id, cause,
                $"Expected to run out on {DayText.Of(end.Date!.Value)}, its window ends after {DayText.Of(last)}: {AlertWords.Amount(account.Available)} cr left",
                FactsOf(account, end.Date.Value));
        }
        else if (StaysOpen(end, last))
        {
            look.Hold(cause);
        }
    }

    private static IReadOnlyDictionary<string, string> FactsOf(Account account, DateOnly day) =>
        AlertFacts.With(("available", account.Available.ToString()), ("runs_out", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

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
