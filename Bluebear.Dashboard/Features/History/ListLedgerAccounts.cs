using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>An account to filter by.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind; "deleted" for a deleted one.</param>
public sealed record LedgerAccount(string Id, string Name, string Kind);

/// <summary>The filter choices of the ledger page for a caller.</summary>
/// <param name="Accounts">The visible accounts: the Primary Workspace, then the others by name, deleted ones last.</param>
/// <param name="CanExport">Whether the caller may export the ledger.</param>
/// <param name="SeesAll">False if the caller sees only a part of the tenant's accounts.</param>
public sealed record LedgerOffer(IReadOnlyList<LedgerAccount> Accounts, bool CanExport, bool SeesAll);

/// <summary>Lists the accounts whose ledger a caller may read.</summary>
internal static class ListLedgerAccounts
{
    /// <summary>The filter choices for a caller who may read the books, from the caller's snapshot.</summary>
    public static async Task<LedgerOffer> ReadAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var visible = caller.VisibleAccounts;
        var rows = await db.Accounts.Where(row => visible.IsAll || visible.Ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.Kind, row.Status }).ToListAsync(cancellation);
        var accounts = rows.OrderBy(row => row.Kind != AccountKinds.Tenant).ThenBy(row => row.Status)
            .ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .Select(row => new LedgerAccount(PublicId.Format(PublicId.Account, row.Id), row.Name,
                row.Status == AccountStatus.Deleted ? "deleted" : row.Kind == AccountKinds.Tenant ? "pool" : row.Kind));
        return new([.. accounts], caller.Can(Permission.ExportBooks), visible.IsAll);
    }
}
