using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Lists budgets with their progress. A team lead sees those of the accounts they lead.</summary>
internal sealed class ListBudgets(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The largest number of budgets that are over on the page.</summary>
    public const int MostEnded = 100;

    /// <summary>The page.</summary>
    /// <param name="account">Only those of an account; null for all.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<BudgetList> RunAsync(AccountId? account = null, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var visible = BudgetViews.Visible(db, caller).Where(row => account == null || row.AccountId == account.Value.Value);
        var running = await visible.Where(row => row.Status == BudgetStatus.Running).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        var ended = await visible.Where(row => row.Status != BudgetStatus.Running).OrderByDescending(row => row.Id).Take(MostEnded).ToListAsync(cancellation);
        var mode = await db.TenantHeads.Select(head => head.Mode).SingleAsync(cancellation);
        return new(await BudgetViews.OfAsync(db, [.. running, .. ended], cancellation), mode, caller.TimeZone,
            Instants.Truncate(clock.GetUtcNow()), caller.Can(Permission.PlanBudgets));
    }

    /// <summary>Budgets for programs, newest first.</summary>
    /// <param name="account">Only those of an account; null for all.</param>
    /// <param name="before">Only older ones; null for all.</param>
    /// <param name="most">The largest number, 1 and up.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<BudgetView>> ListAsync(AccountId? account, long? before, int most, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var rows = await BudgetViews.Visible(db, caller)
            .Where(row => (account == null || row.AccountId == account.Value.Value) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation);
        return await BudgetViews.OfAsync(db, rows, cancellation);
    }
}
