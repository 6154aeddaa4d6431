using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>
/// The accounts that differed from their last entry when a finance admin reviewed them and released the moves, with their exact
/// figures. The writer does not stop the moves for these again. Their next entry has the account's figures, and the account is
/// then like any other.
/// </summary>
internal static class SeenAccounts
{
    /// <summary>True if an account is among those reviewed, with its current figures.</summary>
    /// <param name="seen">The text that <see cref="FindAsync"/> made.</param>
    /// <param name="account">The account.</param>
    public static bool Has(string seen, Account account) => seen.Split('\n').Contains(StateOf(account));

    /// <summary>
    /// The tenant's accounts that differ from their last entry or their lots, one on each line; null if none does.
    /// </summary>
    /// <param name="context">An open context of the tenant.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<string?> FindAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        var accounts = await context.Accounts.AsNoTracking().ToListAsync(cancellation);
        using var entries = new EntryTable((SqliteConnection)context.Database.GetDbConnection());
        var found = accounts.Select(AccountReads.ToAccount)
            .Where(account => entries.Last(account.Id).FindDifference(account) is not null).Select(StateOf).ToList();
        return found.Count == 0 ? null : string.Join('\n', found);
    }

    private static string StateOf(Account account) => string.Create(CultureInfo.InvariantCulture,
        $"{account.Id.Value} {account.Available.MicroCredits} {account.Reserved.MicroCredits} {account.Overage.MicroCredits} {account.EntrySequence}");
}
