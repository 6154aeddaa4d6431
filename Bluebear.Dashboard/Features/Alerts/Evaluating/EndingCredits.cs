using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Credits that end soon unspent: seven days and one day before, an alert each.</summary>
internal static class EndingCredits
{
    private const int Most = 5_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Looks at credits without a budget, and at budgets' windows.</summary>
    public static async Task LookAsync(StandingLook look, CancellationToken cancellation)
    {
        await LotsAsync(look, cancellation);
        await BudgetsAsync(look, cancellation);
    }

    private static async Task LotsAsync(StandingLook look, CancellationToken cancellation)
    {
        look.Judges(AlertKind.LotEnding);
        var (now, soon) = (look.Now, look.Now + Week);
        var free = look.Db.Lots.Where(static row => row.AvailableMicroCredits > 0 && row.BudgetPeriod == 0);
        var lots = await free.Where(row => row.EndsAt > now && row.EndsAt <= soon).OrderBy(static row => row.EndsAt).Take(Most)
            .Select(static row => new { row.AccountId, row.EndsAt, row.AvailableMicroCredits }).ToListAsync(cancellation);
        foreach (var own in lots.GroupBy(static lot => (lot.AccountId, EndsAt: lot.EndsAt!.Value)))
        {
            var left = Credits.Sum(own.Select(static lot => Credits.FromMicroCredits(lot.AvailableMicroCredits)));
            Warn(look, AlertKind.LotEnding, new(own.Key.AccountId), own.Key.EndsAt, $"lot:{own.Key.AccountId}:{Instants.ToMicroseconds(own.Key.EndsAt)}",
                left, $"{AlertWords.Amount(left)} cr expire unspent after {LastDay(look, own.Key.EndsAt)}");
        }

        if (await free.Where(row => row.EndsAt > soon).MinAsync(static row => row.EndsAt, cancellation) is { } next)
        {
            look.LookAgain(next - Week);
        }
    }

    // Where the credits stay or the next period is near anyway, no one has to hurry.
    private static async Task BudgetsAsync(StandingLook look, CancellationToken cancellation)
    {
        look.Judges(AlertKind.BudgetEnding);
        var (now, soon) = (look.Now, look.Now + Week);
        var periods = await (
            from budget in look.Db.Budgets
            where budget.NextAt > now && budget.NextAt <= soon && budget.CurrentPeriod != 0 && budget.Unused != UnusedCredits.Keep
            join period in look.Db.BudgetPeriods on budget.CurrentPeriod equals period.Id
            where period.State == BudgetPeriodState.Open || period.State == BudgetPeriodState.Waiting
            orderby period.EndsAt
            select new
            {
                period.Id,
                period.BudgetId,
                period.AccountId,
                period.StartsAt,
                period.EndsAt,
                Left = look.Db.Lots.Where(lot => lot.AccountId == period.AccountId && lot.BudgetPeriod == period.Id && lot.AvailableMicroCredits > 0).Sum(static lot => lot.AvailableMicroCredits),
            }).Take(Most).ToListAsync(cancellation);
        foreach (var period in periods.Where(static period => period.Left > 0))
        {
            var isLong = period.EndsAt - period.StartsAt >= Week + Week;
            if (isLong || period.EndsAt - now <= Day)
            {
                var left = Credits.FromMicroCredits(period.Left);
                Warn(look, AlertKind.BudgetEnding, new(period.AccountId), period.EndsAt, $"budget_ending:{period.Id}",
                    left, $"{AlertWords.Amount(left)} cr of the budget are unspent, its window ends after {LastDay(look, period.EndsAt)}", period.BudgetId);
            }
            else
            {
                look.LookAgain(period.EndsAt - Day);
            }
        }

        if (await look.Db.Budgets.Where(row => row.NextAt > soon).MinAsync(static row => row.NextAt, cancellation) is { } next)
        {
            look.LookAgain(next - Week);
        }
    }

    private static void Warn(
        StandingLook look, AlertKind kind, AccountId account, DateTimeOffset end, string cause, Credits left, string message, long? budget = null)
    {
        var isLastDay = end - look.Now <= Day;
        var facts = AlertFacts.With(
            ("expiring", left.ToString()), ("ends_at", end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("budget_id", budget is { } id ? PublicId.Format(PublicId.Budget, id) : null));
        look.Warn(kind, isLastDay ? AlertSeverity.Warning : AlertSeverity.Info, account, cause + (isLastDay ? ":1" : ":7"), message, facts);
        look.Hold(cause + ":7");
        look.LookAgain(isLastDay ? end : end - Day);
    }

    private static string LastDay(StandingLook look, DateTimeOffset end) => DayText.Of(TenantDays.LastBefore(end, look.Zone));
}
