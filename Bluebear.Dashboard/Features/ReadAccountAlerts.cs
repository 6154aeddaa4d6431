using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>The most urgent unresolved alert of an account, for a banner.</summary>
/// <param name="AccountName">The account's name.</param>
/// <param name="Message">What the alert says.</param>
/// <param name="IsCritical">True if someone must act now.</param>
/// <param name="Href">Its page.</param>
/// <param name="Others">The number of further unresolved alerts of the account.</param>
public sealed record AccountAlert(string AccountName, string Message, bool IsCritical, string Href, int Others);

/// <summary>Reads what a page about one account must warn of.</summary>
public sealed class ReadAccountAlerts(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The most urgent alert of an account that is not quiet; null if there is none, or the caller does not see the account.</summary>
    /// <param name="account">The account's public id.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AccountAlert?> RunAsync(string? account, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (!PublicId.TryParse(PublicId.Account, account, out var id) || !caller.CanSee(new(id)))
        {
            return null;
        }

        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = await db.Alerts.Where(row => row.AccountId == id && row.State != AlertState.Resolved && row.SnoozedUntil == null && !row.IsSnoozedUntilWorse)
            .OrderByDescending(static row => row.Severity).ThenByDescending(static row => row.Id).Select(static row => new { row.Id, row.Message, row.Severity }).ToListAsync(cancellation);
        return rows.Count == 0 ? null : new(
            await db.Accounts.Where(row => row.Id == id).Select(static row => row.Name).SingleAsync(cancellation),
            rows[0].Message, rows[0].Severity == AlertSeverity.Critical, DashboardUrls.Alert(PublicId.Format(PublicId.Alert, rows[0].Id)), rows.Count - 1);
    }
}
