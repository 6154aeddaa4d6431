using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.People;

/// <summary>Checks and finds the accounts that a person may lead.</summary>
internal static class LedAccounts
{
    /// <summary>True if each is an active account of the context's tenant.</summary>
    public static async Task<bool> AreActiveAsync(BluebearDbContext context, IReadOnlyList<AccountId> accounts,
        CancellationToken cancellation)
    {
        var ids = accounts.Select(account => account.Value).Distinct().ToList();
        return ids.Count == 0 || ids.Count == await context.Accounts
            .CountAsync(row => ids.Contains(row.Id) && row.Status == AccountStatus.Active, cancellation);
    }

    /// <summary>
    /// The active account that a command names by its public id, its ref, or the name of a workspace; null if there is none.
    /// </summary>
    public static async Task<AccountId?> FindAsync(BluebearDbContext context, string idOrRef, CancellationToken cancellation)
    {
        var id = PublicId.TryParse(PublicId.Account, idOrRef, out var value) ? value : 0;
        var key = Account.NameKey(idOrRef);
        var found = await context.Accounts.Where(row => row.Status == AccountStatus.Active)
            .Where(row => row.Id == id || row.RefKey == key || (row.Kind == AccountKinds.Workspace && row.NameKey == key))
            .OrderByDescending(row => row.Id == id).ThenByDescending(row => row.RefKey == key)
            .Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellation);
        return found is { } number ? new AccountId(number) : null;
    }
}
