using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Acknowledges alerts and makes them quiet for a while. Only a gone cause resolves one.</summary>
internal sealed class AnswerAlerts(ICurrentCaller callers, DatabaseWrites writes, AuditLog audit, AlertFeed feed, TimeProvider clock)
{
    /// <summary>The longest snooze.</summary>
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(366);

    /// <summary>Notes that someone knows of it. Does nothing to one that is acknowledged or resolved.</summary>
    /// <returns>The alert as it stands; null if there is none that the caller may see.</returns>
    /// <exception cref="AccessRefusedException">The caller may not acknowledge alerts.</exception>
    public Task<AlertMessage?> AcknowledgeAsync(AlertId id, CancellationToken cancellation = default) => ChangeAsync(id, (context, row, actor) =>
    {
        if (row.State != AlertState.Open)
        {
            return false;
        }

        (row.State, row.AcknowledgedAt, row.AcknowledgedBy) = (AlertState.Acknowledged, Now, actor.Name);
        (row.SnoozedUntil, row.IsSnoozedUntilWorse) = (null, false);
        audit.Add(context, new(row.TenantId), actor, AuditActions.AlertAcknowledged, PublicId.Format(PublicId.Alert, row.Id), after: row.Message);
        return true;
    }, cancellation);

    /// <summary>Makes it quiet until an instant, or until a more urgent alert of its account. Both null: it is quiet no longer.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="until">A later instant, at most <see cref="LongestSnooze"/> from now.</param>
    /// <param name="untilWorse">Whether it is quiet until it gets worse.</param>
    /// <param name="cancellation">Stops.</param>
    /// <inheritdoc cref="AcknowledgeAsync"/>
    public Task<AlertMessage?> SnoozeAsync(AlertId id, DateTimeOffset? until, bool untilWorse, CancellationToken cancellation = default) =>
        ChangeAsync(id, (context, row, actor) =>
        {
            var end = until is { } at ? Instants.Truncate(at) : (DateTimeOffset?)null;
            if (row.State == AlertState.Resolved || (row.SnoozedUntil, row.IsSnoozedUntilWorse) == (end, untilWorse))
            {
                return false;
            }

            (row.SnoozedUntil, row.IsSnoozedUntilWorse) = (end, untilWorse);
            audit.Add(context, new(row.TenantId), actor, AuditActions.AlertSnoozed, PublicId.Format(PublicId.Alert, row.Id),
                after: end is { } named ? $"until {named.UtcDateTime:u}" : untilWorse ? "until it gets worse" : "no longer");
            return true;
        }, cancellation);

    /// <summary>Why an instant cannot end a snooze; null if it can.</summary>
    public string? ProblemOf(DateTimeOffset until) => until <= clock.GetUtcNow() ? "This must be later than now."
        : until > clock.GetUtcNow() + LongestSnooze ? "This must be within a year."
        : null;

    private DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    private async Task<AlertMessage?> ChangeAsync(
        AlertId id, Func<BluebearDbContext, AlertRow, AuditActor, bool> change, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.AcknowledgeAlerts, cancellation);
        var news = await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.VisibleAlerts(caller).AsTracking().FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
            if (row is null)
            {
                return null;
            }

            if (change(context, row, AuditActor.Of(caller)))
            {
                row.Sequence = ++(await AlertStore.CursorAsync(context, caller.Tenant, cancellation)).Sequence;
            }

            var names = await context.Accounts.Where(account => account.Id == row.AccountId)
                .ToDictionaryAsync(static account => account.Id, static account => account.Name, cancellation);
            return AlertStore.News(AlertEvent.Changed, row, names);
        }, cancellation);
        feed.Publish(caller.Tenant, news is null ? [] : [news]);
        return news?.Alert;
    }
}
