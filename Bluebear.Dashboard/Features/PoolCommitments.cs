using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ledger.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>What budgets will take from the pool in a month.</summary>
/// <param name="Month">Its first day, in the tenant's calendar.</param>
/// <param name="Committed">What is planned for it; where a budget tops up, the most that it can take.</param>
/// <param name="Total">What is planned until its end.</param>
/// <param name="Gap">What the pool lacks for that, as it stands now; zero if nothing.</param>
public sealed record MonthCommitment(DateOnly Month, Credits Committed, Credits Total, Credits Gap);

/// <summary>Commitments against the pool.</summary>
/// <param name="Pool">The pool's available credits now.</param>
/// <param name="Waiting">What periods that wait for the pool still lack. Part of the first month.</param>
/// <param name="Months">The coming months, the current one first.</param>
public sealed record Commitments(Credits Pool, Credits Waiting, IReadOnlyList<MonthCommitment> Months)
{
    /// <summary>The first month in which the pool is short, or null.</summary>
    public MonthCommitment? FirstGap => Months.FirstOrDefault(static month => month.Gap.IsPositive);
}

/// <summary>Adds up what planned budgets will take from the pool, the same for the page and for the alert.</summary>
internal static class PoolCommitments
{
    /// <summary>The number of months ahead.</summary>
    public const int Months = 12;

    /// <summary>Reads and adds up the commitments of a tenant.</summary>
    /// <param name="db">A snapshot of the tenant.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The tenant's zone.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="months">The number of months, the current one included.</param>
    public static async Task<Commitments> ReadAsync(
        BluebearDbContext db, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellation, int months = Months)
    {
        ArgumentNullException.ThrowIfNull(db);
        var pool = await db.TenantHeads.Join(db.Accounts, head => head.PrimaryId, row => row.Id, (_, row) => new { row.Id, row.AvailableMicroCredits })
            .SingleAsync(cancellation);
        // A day more than any calendar needs.
        var until = now.AddMonths(months).AddDays(1);
        var budgets = await db.Budgets.AsNoTracking().Where(row => row.SourceId == pool.Id && row.Status == BudgetStatus.Running && row.NextAt <= until)
            .ToListAsync(cancellation);
        var waiting = await db.BudgetPeriods.Where(row => row.SourceId == pool.Id && row.State == BudgetPeriodState.Waiting)
            .Select(row => row.DueMicroCredits - row.FundedMicroCredits).ToListAsync(cancellation);
        // Added up here: amounts that the pool can never fund may be too wide for the database's sum.
        return Of(Credits.FromMicroCredits(pool.AvailableMicroCredits), Credits.Sum(waiting.Select(Credits.FromMicroCredits)),
            budgets.Select(BudgetReads.ToBudget), now, zone, months);
    }

    /// <summary>The commitments of budgets that draw on the pool. Pure.</summary>
    public static Commitments Of(Credits pool, Credits waiting, IEnumerable<Budget> budgets, DateTimeOffset now, TimeZoneInfo zone, int months = Months)
    {
        var today = TenantDays.Of(now, zone);
        var first = new DateOnly(today.Year, today.Month, 1);
        var sums = new Credits[months];
        sums[0] = waiting;
        foreach (var budget in budgets)
        {
            var amount = budget.Amount ?? budget.TopUpTo!.Value;
            foreach (var period in UpcomingPeriods.Of(budget, zone).TakeWhile(period => MonthOf(first, period.Day) < months))
            {
                sums[Math.Max(0, MonthOf(first, period.Day))] += amount;
            }
        }

        var total = Credits.Zero;
        return new(pool, waiting, [.. sums.Select((sum, month) =>
        {
            total += sum;
            return new MonthCommitment(first.AddMonths(month), sum, total, Credits.Max(total - pool, Credits.Zero));
        })]);
    }

    private static int MonthOf(DateOnly first, DateOnly day) => ((day.Year - first.Year) * 12) + day.Month - first.Month;
}
