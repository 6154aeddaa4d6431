using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Lists alerts. A team lead sees those of the accounts they lead.</summary>
internal sealed class ListAlerts(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Alerts for programs, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only older ones; null for all.</param>
    /// <param name="most">The largest number, 1 and up.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<(AlertId Id, AlertMessage Alert)>> ListAsync(
        AlertFilter filter, long? before, int most, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var rows = await db.VisibleAlerts(caller).Matching(filter).Where(row => before == null || row.Id < before)
            .OrderByDescending(static row => row.Id).Take(most).ToListAsync(cancellation);
        var ids = rows.Select(static row => row.AccountId).OfType<long>().Distinct().ToList();
        var names = await db.Accounts.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellation);
        return rows.ConvertAll(row => (new AlertId(row.Id), AlertMessages.Of(row, row.AccountId is { } id ? names.GetValueOrDefault(id) : null)));
    }

    /// <summary>One alert; null if there is none that the caller may see.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AlertMessage?> FindAsync(AlertId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        if (await db.VisibleAlerts(caller).FirstOrDefaultAsync(row => row.Id == id.Value, cancellation) is not { } row)
        {
            return null;
        }

        return AlertMessages.Of(row, await db.Accounts.Where(account => account.Id == row.AccountId).Select(static account => account.Name).FirstOrDefaultAsync(cancellation));
    }
}
