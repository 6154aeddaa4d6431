using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Reads what concerns an account beside its balance: budgets, alerts, thresholds and requests.</summary>
internal static class ReadCauses
{
    private const int MostAlerts = 5;
    private const int MostRequests = 5;
    private const int MostBudgets = 5;

    /// <summary>Its running budgets, the one that ends first first.</summary>
    public static async Task<IReadOnlyList<AccountBudget>> BudgetsAsync(
        BluebearDbContext db, long account, CreditMode mode, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var rows = await db.Budgets.Where(row => row.AccountId == account && row.Status == BudgetStatus.Running)
            .OrderBy(row => row.NextAt).Take(MostBudgets).Select(row => new
            {
                Budget = row,
                Period = db.BudgetPeriods.FirstOrDefault(period => period.Id == row.CurrentPeriod),
                Spent = db.Lots.Where(lot => lot.BudgetPeriod == row.CurrentPeriod && lot.BudgetPeriod > 0 && lot.AccountId == account)
                    .Select(lot => lot.SpentMicroCredits).ToList(),
            }).ToListAsync(cancellation);
        return [.. rows.Select(row =>
        {
            var plan = Data.Reading.BudgetReads.ToBudget(row.Budget);
            var period = row.Period is { } current ? Data.Reading.BudgetReads.ToPeriod(current) : null;
            return new AccountBudget(plan.Id, AmountOf(plan), StateOf(plan, period, mode, zone), period?.In, Credits.Sum(row.Spent.Select(Credits.FromMicroCredits)));
        })];
    }

    /// <summary>Its unresolved alerts, the severest first.</summary>
    public static async Task<IReadOnlyList<AccountWarning>> AlertsAsync(BluebearDbContext db, long account, CancellationToken cancellation)
    {
        var rows = await db.Alerts.Where(row => row.AccountId == account && row.State != AlertState.Resolved)
            .OrderByDescending(row => row.Severity).ThenByDescending(row => row.Id).Take(MostAlerts)
            .Select(row => new { row.Id, row.Severity, row.Message, row.OpenedAt }).ToListAsync(cancellation);
        return [.. rows.Select(row => new AccountWarning(
            DashboardUrls.Alert(PublicId.Format(PublicId.Alert, row.Id)), row.Severity.ToString(),
            row.Severity switch { AlertSeverity.Critical => Tone.Danger, AlertSeverity.Warning => Tone.Warning, _ => Tone.Info },
            row.Message, row.OpenedAt))];
    }

    /// <summary>The requests for it that wait, newest first.</summary>
    public static async Task<IReadOnlyList<CreditRequest>> RequestsAsync(BluebearDbContext db, long account, CancellationToken cancellation)
    {
        RequestState[] waiting = [RequestState.Pending, RequestState.AwaitingSecond, RequestState.Approving];
        var rows = await db.CreditRequests.Where(row => row.AccountId == account && waiting.Contains(row.State))
            .OrderByDescending(row => row.Id).Take(MostRequests).ToListAsync(cancellation);
        return [.. rows.Select(CreditRequest.Of)];
    }

    /// <summary>Its own thresholds in words ("25 %, 10 %, nothing left"); null if it follows the company's.</summary>
    public static async Task<string?> ThresholdsAsync(BluebearDbContext db, long account, CancellationToken cancellation)
    {
        var stored = await db.AlertRules.Where(row => row.AccountId == account).Select(row => row.Thresholds).FirstOrDefaultAsync(cancellation);
        return stored is null ? null : string.Join(", ", stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one =>
            one == "0" ? "nothing left" : one.EndsWith('%') ? one[..^1] + " %" : one + " cr"));
    }

    private static string AmountOf(Budget plan)
    {
        var amount = plan.TopUpTo is { } target ? $"Top up to {target.ToDisplay()} cr" : $"{plan.Amount!.Value.ToDisplay()} cr";
        return plan.Kind switch
        {
            BudgetKind.OneTime => amount + ", once",
            BudgetKind.Monthly => string.Create(CultureInfo.InvariantCulture, $"{amount}, monthly on day {plan.Day}"),
            BudgetKind.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{amount}, every third month on day {plan.Day}"),
            BudgetKind.Weekly => amount + ", weekly",
        };
    }

    private static string StateOf(Budget plan, BudgetPeriod? period, CreditMode mode, TimeZoneInfo zone) =>
        mode == CreditMode.SharedPool ? "Paused in Shared Pool mode"
        : period is null ? plan.NextAt is { } next ? $"From {DayText.Of(TenantDays.Of(next, zone))}" : "Planned"
        : period.State == BudgetPeriodState.Waiting ? $"Waits for {period.Lacks.ToDisplay()} cr"
        : $"Can be spent {DayText.Through(TenantDays.LastBefore(period.EndsAt, zone))}";
}
