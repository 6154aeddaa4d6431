using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Log;

/// <summary>A delivery.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct DeliveryId(long Value);

/// <summary>A delivery as the log shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">The id of the event, which webhooks name as <c>webhook-id</c>.</param>
/// <param name="Type">The type of the event.</param>
/// <param name="Subject">What happened, in one line.</param>
/// <param name="Webhook">The id of the endpoint it goes to; null for a mail.</param>
/// <param name="To">The address it goes to: of the endpoint, or of the person.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">The attempts that ended.</param>
/// <param name="Status">The status of the last answer, or null.</param>
/// <param name="Answer">The last answer or why there was none, or null.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="NextAttemptAt">When it is tried next; null once it has ended.</param>
/// <param name="EndedAt">When it ended, or null.</param>
public sealed record LoggedDelivery(
    DeliveryId Id, long Event, string Type, string Subject, long? Webhook, string To, DeliveryState State, int Attempts, int? Status, string? Answer,
    DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? EndedAt)
{
    /// <summary>True if it can be sent again.</summary>
    public bool IsGivenUp => State == DeliveryState.GivenUp;
}

/// <summary>Why a delivery is not sent again. A closed set.</summary>
internal enum ReplayRefusal
{
    /// <summary>There is none of that id.</summary>
    NotFound,

    /// <summary>It was not given up.</summary>
    NotGivenUp,

    /// <summary>Its endpoint is off or deleted.</summary>
    EndpointOff,
}

/// <summary>Lists deliveries, and sends again what was given up.</summary>
internal sealed class DeliveryLog(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit, DueWorkBell bell, TimeProvider clock)
{
    /// <summary>Deliveries, newest first.</summary>
    /// <param name="state">Only those that stand so; null for all.</param>
    /// <param name="before">Only older ones; null for all.</param>
    /// <param name="most">The largest number, 1 and up.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not see them.</exception>
    public async Task<IReadOnlyList<LoggedDelivery>> ListAsync(DeliveryState? state, long? before, int most, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadDeliveries, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = context.Deliveries.Where(row => (state == null || row.State == state) && (before == null || row.Id < before))
            .OrderByDescending(static row => row.Id).Take(most);
        return await Logged(context, rows).ToListAsync(cancellation);
    }

    /// <summary>Sends a delivery again that was given up, from its first attempt on.</summary>
    /// <returns>The delivery, or why it is not sent again.</returns>
    /// <exception cref="AccessRefusedException">The caller may not do so.</exception>
    public async Task<(LoggedDelivery? Delivery, ReplayRefusal? Refusal)> ReplayAsync(DeliveryId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWebhooks, cancellation);
        var refusal = await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.Deliveries.AsTracking().FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
            return row is null ? ReplayRefusal.NotFound
                : row.State != DeliveryState.GivenUp ? ReplayRefusal.NotGivenUp
                : row.EndpointId is { } endpoint && !await context.WebhookEndpoints.AnyAsync(found => found.Id == endpoint && found.State == EndpointState.On, cancellation)
                    ? ReplayRefusal.EndpointOff
                : Replay(context, row, caller);
        }, cancellation);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        bell.Ring(SendDeliveries.Work);
        await using var context = contexts.ForTenant(caller.Tenant);
        return (await Logged(context, context.Deliveries.Where(row => row.Id == id.Value)).SingleAsync(cancellation), null);
    }

    private static IQueryable<LoggedDelivery> Logged(BluebearDbContext context, IQueryable<DeliveryRow> rows) =>
        from row in rows
        join told in context.OutboxEvents on row.EventId equals told.Id
        orderby row.Id descending
        select new LoggedDelivery(
            new(row.Id), told.Id, told.Type, told.Subject, row.EndpointId,
            context.WebhookEndpoints.Where(found => found.Id == row.EndpointId).Select(static found => found.Url).FirstOrDefault()
                ?? context.Users.Where(found => found.Id == row.PersonId).Select(static found => found.Email).FirstOrDefault() ?? "",
            row.State, row.Attempts, row.LastStatus, row.LastAnswer, row.CreatedAt, row.State == DeliveryState.Pending ? row.NextAttemptAt : null, row.EndedAt);

    private ReplayRefusal? Replay(BluebearDbContext context, DeliveryRow row, Caller caller)
    {
        (row.State, row.Attempts, row.NextAttemptAt) = (DeliveryState.Pending, 0, Instants.Truncate(clock.GetUtcNow()));
        (row.EndedAt, row.ClaimedUntil, row.MailId) = (null, null, null);
        audit.Add(context, caller.Tenant, AuditActor.Of(caller), AuditActions.DeliveryReplayed, PublicId.Format(PublicId.Delivery, row.Id));
        return null;
    }
}
