using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>What a budget would do.</summary>
/// <param name="Fundings">Its next fundings; empty if it is refused.</param>
/// <param name="TimeZone">The name of the tenant's time zone.</param>
/// <param name="Words">When it funds, in words that name the zone; for a weekly budget, the weekday.</param>
/// <param name="Warnings">What to think about before planning it. No reason to refuse it.</param>
/// <param name="Outcome">What planning it now would answer.</param>
public sealed record BudgetPreview(
    IReadOnlyList<PlannedFunding> Fundings, string TimeZone, string Words, IReadOnlyList<string> Warnings, Outcome Outcome);

/// <summary>Shows what a budget would do before it is planned. Writes nothing.</summary>
internal sealed class PreviewBudget(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, TransferLimits limits, TimeProvider clock)
{
    /// <summary>The number of fundings that a preview shows.</summary>
    public const int Fundings = 6;

    /// <summary>The preview.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or may not see an account.</exception>
    public async Task<BudgetPreview> RunAsync(PlanBudget plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var caller = await callers.RequireAsync(Permission.PlanBudgets, cancellation);
        caller.RequireSight(plan.Account.Id);
        var outcome = await postings.PreviewAsync(caller, plan, cancellation);
        var zone = caller.TimeZone;
        if (!outcome.IsDone)
        {
            return new([], zone.Id, "", [], outcome);
        }

        var start = BudgetStart.Of(plan.Kind, plan.StartsAt, plan.Day, Instants.Truncate(clock.GetUtcNow()), zone);
        var amount = plan.Amount ?? plan.TopUpTo!.Value;
        var fundings = UpcomingPeriods.Of(plan.Kind, start, plan.EndsAt, zone).Take(Fundings).Select(period => Funding(period, amount)).ToList();
        return new(fundings, zone.Id, WordsOf(plan.Kind, start, zone), await WarningsAsync(caller, plan, amount, cancellation), outcome);
    }

    /// <summary>The next fundings of a budget that runs, after its current period.</summary>
    public static IReadOnlyList<PlannedFunding> Upcoming(Budget plan, TimeZoneInfo zone, int most) =>
        [.. UpcomingPeriods.Of(plan, zone).Take(most).Select(period => Funding(period, plan.Amount ?? plan.TopUpTo!.Value))];

    /// <summary>When a budget funds, in words.</summary>
    public static string WordsOf(BudgetKind kind, BudgetStart start, TimeZoneInfo zone) => kind switch
    {
        BudgetKind.OneTime => $"Once, on {Day(TenantDays.Of(start.At, zone))} ({zone.Id})",
        BudgetKind.Weekly => $"Every {start.Anchor.DayOfWeek} at midnight, {zone.Id}",
        BudgetKind.Monthly => $"On day {start.Day} of every month{Short(start.Day)} at midnight, {zone.Id}",
        BudgetKind.Quarterly => $"On day {start.Day} of every third month{Short(start.Day)} at midnight, {zone.Id}",
    };

    private static string Short(int day) => day > 28 ? " (the last day of a shorter one)" : "";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static PlannedFunding Funding(UpcomingPeriod period, Credits amount) => new(period.StartsAt, period.Day, period.EndsAt, amount);

    private async Task<IReadOnlyList<string>> WarningsAsync(Caller caller, PlanBudget plan, Credits amount, CancellationToken cancellation)
    {
        await using var db = contexts.ForTenant(caller.Tenant);
        var head = await db.TenantHeads.SingleAsync(cancellation);
        var source = plan.Source?.Id.Value ?? head.PrimaryId;
        var from = await db.Accounts.Where(row => row.Id == source).Select(row => new { row.Name, row.AvailableMicroCredits }).SingleAsync(cancellation);
        var others = await db.Budgets.CountAsync(row => row.AccountId == plan.Account.Id.Value && row.Status == BudgetStatus.Running, cancellation);
        var warnings = new List<string>();
        if (await limits.FindAsync(caller, cancellation) is { } limit && amount > limit)
        {
            warnings.Add($"More than {limit.ToDisplay()} cr needs a second person: it is planned once someone else confirms it.");
        }

        var available = Credits.FromMicroCredits(from.AvailableMicroCredits);
        if (amount > available)
        {
            warnings.Add($"{from.Name} has {available.ToDisplay()} cr available: a funding of {amount.ToDisplay()} cr would wait.");
        }

        if (amount.MicroCredits > head.PurchasedMicroCredits)
        {
            warnings.Add("This is more than the company has ever bought.");
        }

        if (others > 0)
        {
            warnings.Add($"{others} other {(others == 1 ? "budget runs" : "budgets run")} on this account. What ends first is spent first.");
        }

        if (head.Mode == CreditMode.SharedPool)
        {
            warnings.Add("Shared Pool mode pauses budgets: a period that begins in it is skipped.");
        }

        return warnings;
    }
}
