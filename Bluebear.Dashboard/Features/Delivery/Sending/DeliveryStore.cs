using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>Deliveries that an instance tries now: a webhook's message, or a mail with all that it tells.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Events">Their events, oldest first; one for a webhook.</param>
/// <param name="Deliveries">The ids of the deliveries, in the same order.</param>
/// <param name="Until">Until when no other instance tries them.</param>
internal sealed record Claim(TenantId Tenant, IReadOnlyList<OutboxEventRow> Events, IReadOnlyList<long> Deliveries, DateTimeOffset Until)
{
    /// <summary>The endpoint; null for a mail.</summary>
    public WebhookEndpointRow? Endpoint { get; init; }

    /// <summary>The address to mail to; null for a webhook.</summary>
    public string? Email { get; init; }

    /// <summary>What at most two at a time go to: an endpoint, or 0 for the mail server.</summary>
    public long Lane => Endpoint?.Id ?? 0;
}

/// <summary>Claims due deliveries before they are sent, and records how that ended. An unfinished claim runs out, and another sends again.</summary>
internal sealed class DeliveryStore(DatabaseWrites writes, EndpointSwitch endpoints, TimeProvider clock)
{
    /// <summary>How long a claim lasts: longer than any attempt.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(2);

    /// <summary>Mails wait this long, so that what happens at one instant becomes one mail.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    private const int MostInAMail = 1_000;

    /// <summary>Claims a delivery, and with a mail all that goes into it; null if it is not due any more.</summary>
    public Task<Claim?> ClaimAsync(TenantId tenant, long id, LeaseTerm term, CancellationToken cancellation) => writes.WriteAsync(
        tenant,
        async context =>
        {
            await context.RequireLeaseAsync(term, cancellation);
            var now = Now;
            var row = await context.Deliveries.AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
            return row is null || row.State != DeliveryState.Pending || row.NextAttemptAt > now || row.ClaimedUntil > now ? null
                : row.EndpointId is not null ? await ClaimMessageAsync(context, row, cancellation)
                : await ClaimMailAsync(context, row, cancellation);
        },
        cancellation);

    /// <summary>Records how an attempt ended.</summary>
    public Task FinishAsync(Claim claim, SendResult result, CancellationToken cancellation) => writes.WriteAsync(
        claim.Tenant,
        async context =>
        {
            var rows = await ClaimedAsync(context, claim, cancellation);
            foreach (var row in rows)
            {
                Finish(row, result);
            }

            if (rows.Count > 0 && claim.Endpoint is { } tried
                && await context.WebhookEndpoints.AsTracking().FirstOrDefaultAsync(row => row.Id == tried.Id, cancellation) is { } endpoint)
            {
                await endpoints.NoteAsync(context, endpoint, result, rows[0].Attempts, cancellation);
            }
        },
        cancellation);

    /// <summary>Gives a claim back without an attempt.</summary>
    public Task GiveBackAsync(Claim claim, CancellationToken cancellation) => writes.WriteAsync(
        claim.Tenant,
        async context => (await ClaimedAsync(context, claim, cancellation)).ForEach(static row => row.ClaimedUntil = null),
        cancellation);

    private DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    private async Task<Claim?> ClaimMessageAsync(BluebearDbContext context, DeliveryRow row, CancellationToken cancellation)
    {
        var endpoint = await context.WebhookEndpoints.AsNoTracking().SingleAsync(found => found.Id == row.EndpointId, cancellation);
        if (endpoint.State != EndpointState.On)
        {
            End(row, DeliveryState.NotSent, "The endpoint is off.");
            return null;
        }

        row.ClaimedUntil = Now + ClaimTime;
        var happened = await context.OutboxEvents.AsNoTracking().SingleAsync(found => found.Id == row.EventId, cancellation);
        return new(new(row.TenantId), [happened], [row.Id], row.ClaimedUntil.Value) { Endpoint = endpoint };
    }

    private async Task<Claim?> ClaimMailAsync(BluebearDbContext context, DeliveryRow first, CancellationToken cancellation)
    {
        var (person, mail, soon) = (first.PersonId, first.MailId, Now + Gathering);
        var rows = await context.Deliveries.AsTracking()
            .Where(row => row.PersonId == person && row.State == DeliveryState.Pending && row.MailId == mail && (mail != null || row.NextAttemptAt <= soon))
            .OrderBy(row => row.Id).Take(MostInAMail).ToListAsync(cancellation);
        var email = await context.Users.Where(found => found.Id == person && !found.IsDisabled).Select(found => found.Email).FirstOrDefaultAsync(cancellation);
        if (email is null)
        {
            rows.ForEach(row => End(row, DeliveryState.NotSent, "The person is disabled."));
            return null;
        }

        var until = Now + ClaimTime;
        rows.ForEach(row => (row.MailId, row.ClaimedUntil) = (mail ?? rows[0].Id, until));
        var ids = rows.ConvertAll(static row => row.EventId);
        var events = await context.OutboxEvents.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
        return new(new(first.TenantId), events, rows.ConvertAll(static row => row.Id), until) { Email = email };
    }

    private static Task<List<DeliveryRow>> ClaimedAsync(BluebearDbContext context, Claim claim, CancellationToken cancellation)
    {
        var (ids, until) = (claim.Deliveries, claim.Until);
        return context.Deliveries.AsTracking().Where(row => ids.Contains(row.Id) && row.State == DeliveryState.Pending && row.ClaimedUntil == until)
            .ToListAsync(cancellation);
    }

    private void Finish(DeliveryRow row, SendResult result)
    {
        row.Attempts++;
        (row.ClaimedUntil, row.LastStatus, row.LastAnswer) = (null, result.Status, result.Answer.Length > 0 ? result.Answer : null);
        if (result.End == SendEnd.Delivered)
        {
            End(row, DeliveryState.Delivered, row.LastAnswer);
        }
        else if (result.End == SendEnd.Failed
            && DeliveryTimes.Next(row.Attempts, Now, result.RetryAfter, Random.Shared.NextDouble()) is { } next)
        {
            row.NextAttemptAt = Instants.Truncate(next);
        }
        else
        {
            End(row, DeliveryState.GivenUp, row.LastAnswer);
        }
    }

    private void End(DeliveryRow row, DeliveryState state, string? answer) =>
        (row.State, row.EndedAt, row.ClaimedUntil, row.LastAnswer) = (state, Now, null, answer);
}
