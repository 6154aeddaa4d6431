using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>What planned budgets will take from the pool, month by month.</summary>
internal sealed class BudgetCommitments(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The commitments; null for people who see only a part of the company.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<Commitments?> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (!caller.VisibleAccounts.IsAll)
        {
            return null;
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await PoolCommitments.ReadAsync(db, Instants.Truncate(clock.GetUtcNow()), caller.TimeZone, cancellation);
    }
}
