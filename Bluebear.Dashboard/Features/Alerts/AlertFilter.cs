using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Which alerts to list. What is null does not matter.</summary>
/// <param name="State">Their state.</param>
/// <param name="Kind">Their kind.</param>
/// <param name="Severity">Their severity.</param>
/// <param name="Account">Their account.</param>
public sealed record AlertFilter(
    AlertState? State = null, AlertKind? Kind = null, AlertSeverity? Severity = null, AccountId? Account = null);

/// <summary>Queries of alerts.</summary>
internal static class AlertQueries
{
    /// <summary>The alerts that a caller may see: those of visible accounts, and for people who see all of the tenant, those of the tenant.</summary>
    public static IQueryable<AlertRow> VisibleAlerts(this BluebearDbContext db, Caller caller)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        return db.Alerts.AsNoTracking().Where(row => all || (row.AccountId != null && ids.Contains(row.AccountId.Value)));
    }

    /// <summary>Those that a filter selects.</summary>
    public static IQueryable<AlertRow> Matching(this IQueryable<AlertRow> alerts, AlertFilter filter)
    {
        var (state, kind, severity) = (filter.State, filter.Kind, filter.Severity);
        var account = filter.Account?.Value;
        return alerts.Where(row => (state == null || row.State == state) && (kind == null || row.Kind == kind)
            && (severity == null || row.Severity == severity) && (account == null || row.AccountId == account));
    }

    /// <summary>Those that ask for attention: open and not quiet.</summary>
    public static IQueryable<AlertRow> Asking(this IQueryable<AlertRow> alerts) =>
        alerts.Where(static row => row.State == AlertState.Open && row.SnoozedUntil == null && !row.IsSnoozedUntilWorse);
}
