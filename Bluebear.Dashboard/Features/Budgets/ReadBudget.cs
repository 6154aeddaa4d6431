using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Reads one budget.</summary>
internal sealed class ReadBudget(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The largest number of periods and of changes.</summary>
    public const int MostPeriods = 100;

    private static readonly string[] Actions = [PlanBudget.Planned, ChangeBudget.Changed, CancelBudget.Cancelled];

    /// <summary>A budget with its periods and changes; null if there is none that the caller may see.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<BudgetDetail?> RunAsync(BudgetId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var row = await BudgetViews.Visible(db, caller).FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
        if (row is null)
        {
            return null;
        }

        var view = (await BudgetViews.OfAsync(db, [row], cancellation))[0];
        var periods = await BudgetViews.PeriodsAsync(
            db, db.BudgetPeriods.Where(period => period.BudgetId == id.Value).OrderByDescending(period => period.Number).Take(MostPeriods), cancellation);
        var end = " " + PublicId.Format(PublicId.Budget, id.Value);
        var edits = await db.AuditEvents.Where(line => Actions.Contains(line.Action) && line.Subject.EndsWith(end))
            .OrderByDescending(line => line.Number).Take(MostPeriods)
            .Select(line => new BudgetEdit(line.RecordedAt, line.Actor, line.Action, line.Before, line.After)).ToListAsync(cancellation);
        return new(view, [.. periods.Values.OrderByDescending(static period => period.Period.Number)], edits)
        {
            Zone = caller.TimeZone,
            Now = Instants.Truncate(clock.GetUtcNow()),
            CanPlan = caller.Can(Permission.PlanBudgets),
            Upcoming = PreviewBudget.Upcoming(view.Plan, caller.TimeZone, PreviewBudget.Fundings),
        };
    }
}
