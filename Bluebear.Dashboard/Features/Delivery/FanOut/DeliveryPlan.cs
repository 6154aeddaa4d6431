using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Delivery.FanOut;

/// <summary>Adds the deliveries of events: who hears of each, and when.</summary>
internal sealed class DeliveryPlan(IOptions<SmtpOptions> smtp)
{
    /// <summary>A person is mailed once in this time of one account, kind and severity.</summary>
    public static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);

    /// <summary>What gathers goes out after this time, even if more keeps coming.</summary>
    public static readonly TimeSpan LongestGathering = TimeSpan.FromSeconds(30);

    /// <summary>Adds them to a context that writes.</summary>
    public async Task AddAsync(
        BluebearDbContext context, TenantId tenant, IReadOnlyList<OutboxEventRow> events, DateTimeOffset now, CancellationToken cancellation)
    {
        var endpoints = await context.WebhookEndpoints.AsNoTracking().Where(static row => row.State == EndpointState.On).ToListAsync(cancellation);
        var audience = smtp.Value.IsSet ? await Audience.ReadAsync(context, tenant, now, cancellation) : Audience.Nobody;
        var number = await LastNumberAsync(context, tenant, cancellation);
        foreach (var happened in events)
        {
            foreach (var endpoint in endpoints.Where(row => row.Events.Split(',').Contains(happened.Type, StringComparer.Ordinal)))
            {
                context.Deliveries.Add(New(happened, ++number, now, now, endpoint: endpoint.Id));
            }

            foreach (var reader in audience.Readers.Where(reader => MailWishes.Wants(reader, happened, audience.HasOperators)))
            {
                var row = New(happened, ++number, now, MailTimes.Earliest(reader.Settings, happened, audience.Zone, now), person: reader.Id);
                if (happened.Type == OutboxTypes.AlertRaised && !audience.TryMail(reader, happened))
                {
                    (row.State, row.EndedAt, row.LastAnswer) = (DeliveryState.NotSent, now, "A mail about the same went out within 24 hours.");
                }

                context.Deliveries.Add(row);
            }
        }

        await GatherAsync(context, now, cancellation);
    }

    // What goes out soon waits for what comes now, so that many alerts of one instant become one mail.
    private static async Task GatherAsync(BluebearDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = now + DeliveryStore.Gathering;
        var mailed = context.Deliveries.Local.Where(row => row.PersonId is not null && row.State == DeliveryState.Pending && row.NextAttemptAt == due)
            .Select(static row => row.PersonId).ToHashSet();
        if (mailed.Count == 0)
        {
            return;
        }

        var oldest = now - LongestGathering;
        var gathering = await context.Deliveries.AsTracking()
            .Where(row => row.State == DeliveryState.Pending && row.PersonId != null && row.MailId == null && row.NextAttemptAt < due && row.CreatedAt > oldest)
            .ToListAsync(cancellation);
        foreach (var row in gathering.Where(row => mailed.Contains(row.PersonId)))
        {
            var latest = row.CreatedAt + LongestGathering;
            row.NextAttemptAt = due < latest ? due : latest;
        }
    }

    private static DeliveryRow New(
        OutboxEventRow happened, long number, DateTimeOffset now, DateTimeOffset due, long? endpoint = null, long? person = null) => new()
        {
            Id = TenantScopedId.Compose(new(happened.TenantId), number),
            TenantId = happened.TenantId,
            EventId = happened.Id,
            EndpointId = endpoint,
            PersonId = person,
            State = DeliveryState.Pending,
            NextAttemptAt = Instants.Truncate(due),
            CreatedAt = now,
        };

    private static async Task<long> LastNumberAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        TenantScopedId.NumberOf(await context.Deliveries.MaxAsync(static row => (long?)row.Id, cancellation) ?? TenantScopedId.Compose(tenant, 0));
}
