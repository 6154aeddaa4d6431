using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>
/// The accounts that did not agree with their last entry when a finance admin looked and let the moves go on, exactly as they stood: the
/// writer does not stop the moves for these again. The next entry says what the account says, and an account is then like any other.
/// </summary>
internal static class SeenAccounts
{
    /// <summary>True where an account is among those seen, with the figures that it has now.</summary>
    /// <param name="seen">As <see cref="FindAsync"/> made it.</param>
    /// <param name="account">The account.</param>
    public static bool Has(string seen, Account account) => seen.Split('\n').Contains(StateOf(account));

    /// <summary>The tenant's accounts that do not agree with their last entry or their lots, a line each; null where all do.</summary>
    /// <param name="context">Open, for the tenant.</param>
    /// <param name="cancellation">Gives up.</param>
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
