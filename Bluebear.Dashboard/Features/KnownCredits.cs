using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Ledger.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>What is known of an account's credits in advance: which of them end, and which fundings are planned.</summary>
/// <param name="Ending">Available credits that end, by their last day.</param>
/// <param name="Fundings">Fundings of its budgets.</param>
public sealed record KnownCredits(IReadOnlyList<SpendableCredits> Ending, IReadOnlyList<KnownFunding> Fundings)
{
    /// <summary>Nothing is known.</summary>
    public static KnownCredits None { get; } = new([], []);

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(SpendOutlook.Horizon);

    /// <summary>Reads the accounts of which something is known.</summary>
    internal static async Task<IReadOnlyDictionary<AccountId, KnownCredits>> ReadAsync(
        BluebearDbContext db, AccountId? account, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var mode = await db.TenantHeads.Select(static head => head.Mode).SingleAsync(cancellation);
        var running = await db.Budgets.AsNoTracking()
            .Where(row => row.Status == BudgetStatus.Running && (account == null || row.AccountId == account.Value.Value)).ToListAsync(cancellation);
        var plans = mode == CreditMode.SharedPool ? [] : running.ConvertAll(BudgetReads.ToBudget);
        var kept = running.Where(static row => row.Unused == UnusedCredits.Keep).Select(static row => row.CurrentPeriod).ToHashSet();
        var last = now + Horizon;
        var lots = await db.Lots.Where(row => row.EndsAt > now && row.EndsAt <= last && row.AvailableMicroCredits > 0 && (account == null || row.AccountId == account.Value.Value))
            .Select(row => new { row.AccountId, row.BudgetPeriod, EndsAt = row.EndsAt!.Value, row.AvailableMicroCredits }).ToListAsync(cancellation);
        // What a budget keeps goes on after its period.
        var ending = lots.Where(lot => !kept.Contains(lot.BudgetPeriod)).ToLookup(static lot => new AccountId(lot.AccountId), lot => new SpendableCredits(
            DailySpend.Estimate(Credits.FromMicroCredits(lot.AvailableMicroCredits)), TenantDays.LastBefore(lot.EndsAt, zone)));
        var fundings = plans.ToLookup(static plan => plan.Account, plan => FundingsOf(plan, last, zone));
        return ending.Select(static lines => lines.Key).Concat(fundings.Select(static lines => lines.Key)).Distinct()
            .ToDictionary(static id => id, id => new KnownCredits([.. ending[id]], [.. fundings[id].SelectMany(static own => own)]));
    }

    private static IEnumerable<KnownFunding> FundingsOf(Budget plan, DateTimeOffset last, TimeZoneInfo zone) =>
        UpcomingPeriods.Of(plan, zone).TakeWhile(period => period.StartsAt <= last).Select(period => new KnownFunding(
            period.Day,
            new(DailySpend.Estimate(plan.Amount ?? plan.TopUpTo!.Value), plan.Unused == UnusedCredits.Keep ? null : TenantDays.LastBefore(period.EndsAt, zone)),
            IsTarget: plan.TopUpTo is not null));
}
