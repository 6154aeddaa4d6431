using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Writes what the rules decided into the caller's commit.</summary>
internal static class AlertStore
{
    /// <summary>The tenant's cursor, tracked; added if there is none yet.</summary>
    public static async Task<AlertCursorRow> CursorAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation)
    {
        var cursor = await context.AlertCursors.AsTracking().SingleOrDefaultAsync(cancellation);
        if (cursor is null)
        {
            context.AlertCursors.Add(cursor = new() { TenantId = tenant.Value, Mode = CreditMode.SharedPool });
        }

        return cursor;
    }

    /// <summary>Adds and changes alerts, with their events in the outbox.</summary>
    /// <returns>The news to publish after the commit.</returns>
    public static async Task<List<AlertNews>> WriteAsync(
        BluebearDbContext context, AlertCursorRow cursor, AlertChanges decided, DateTimeOffset now, CancellationToken cancellation)
    {
        var changes = decided.Changes;
        var ids = changes.Select(static change => change.Row?.Id).OfType<long>().Concat(decided.Woken).ToList();
        var stored = await context.Alerts.AsTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellation);
        var raised = new Dictionary<AlertDraft, AlertRow>(ReferenceEqualityComparer.Instance);
        var names = await NamesAsync(context, changes, stored.Values, cancellation);
        var news = new List<AlertNews>();
        foreach (var change in changes)
        {
            var row = change.Row is { } known ? stored[known.Id] : raised.GetValueOrDefault(change.Draft!);
            if (row is null)
            {
                raised.Add(change.Draft!, row = Add(context, cursor, change.Draft!));
                await WakeAsync(context, row, cancellation);
            }

            if (change.ResolvedAt is { } at)
            {
                (row.State, row.ResolvedAt) = (AlertState.Resolved, at > row.OpenedAt ? at : row.OpenedAt);
                (row.SnoozedUntil, row.IsSnoozedUntilWorse) = (null, false);
            }

            row.Sequence = ++cursor.Sequence;
            news.Add(News(change.ResolvedAt is null ? AlertEvent.Raised : AlertEvent.Resolved, row, names));
            Outbox.Add(context, new(cursor.TenantId), AlertMessages.ToEvent(news[^1]), now);
        }

        foreach (var row in decided.Woken.Select(id => stored.GetValueOrDefault(id)).OfType<AlertRow>().Where(row => row.SnoozedUntil <= now))
        {
            (row.SnoozedUntil, row.Sequence) = (null, ++cursor.Sequence);
            news.Add(News(AlertEvent.Changed, row, names));
        }

        return news;
    }

    /// <summary>News of an alert as it stands now.</summary>
    public static AlertNews News(AlertEvent happened, AlertRow row, IReadOnlyDictionary<long, string> names) => new(
        happened, row.AccountId is { } account ? new AccountId(account) : null,
        AlertMessages.Of(row, row.AccountId is { } id ? names.GetValueOrDefault(id) : null));

    private static AlertRow Add(BluebearDbContext context, AlertCursorRow cursor, AlertDraft draft)
    {
        var row = new AlertRow
        {
            Id = TenantScopedId.Compose(new(cursor.TenantId), ++cursor.Alerts),
            TenantId = cursor.TenantId,
            AccountId = draft.Account?.Value,
            Kind = draft.Kind,
            Severity = draft.Severity,
            State = AlertState.Open,
            Cause = draft.Cause,
            OpenedAt = draft.At,
            Message = draft.Message,
            Facts = AlertFacts.ToText(draft.Facts),
        };
        context.Alerts.Add(row);
        return row;
    }

    // A new alert of the account, at least as urgent: what was quiet until it gets worse is quiet no longer.
    private static async Task WakeAsync(BluebearDbContext context, AlertRow raised, CancellationToken cancellation)
    {
        if (raised.AccountId is { } account)
        {
            var quiet = await context.Alerts.AsTracking()
                .Where(row => row.AccountId == account && row.State != AlertState.Resolved && row.IsSnoozedUntilWorse && row.Severity <= raised.Severity)
                .ToListAsync(cancellation);
            quiet.ForEach(static row => row.IsSnoozedUntilWorse = false);
        }
    }

    private static Task<Dictionary<long, string>> NamesAsync(
        BluebearDbContext context, IReadOnlyList<AlertChange> changes, IEnumerable<AlertRow> stored, CancellationToken cancellation)
    {
        var accounts = changes.Select(static change => change.Draft?.Account?.Value).Concat(stored.Select(static row => row.AccountId)).OfType<long>().Distinct().ToList();
        return context.Accounts.Where(row => accounts.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellation);
    }
}
