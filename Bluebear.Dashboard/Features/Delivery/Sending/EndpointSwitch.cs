using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>Turns endpoints off that say that they are gone or that failed for days, and has their admins told by mail.</summary>
internal sealed class EndpointSwitch(TimeProvider clock)
{
    // One message after days of silence may fail by chance: its first try alone turns nothing off.
    private const int FewestAttempts = 2;

    /// <summary>Notes how an attempt ended, in the commit that records it.</summary>
    /// <param name="context">The context of that commit.</param>
    /// <param name="endpoint">The endpoint, tracked.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="attempts">The attempts at this message until now.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task NoteAsync(
        BluebearDbContext context, WebhookEndpointRow endpoint, SendResult result, int attempts, CancellationToken cancellation)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        if (result.End == SendEnd.Delivered)
        {
            (endpoint.FailingSince, endpoint.LastDeliveredAt) = (null, now);
            return;
        }

        endpoint.FailingSince ??= now;
        if (endpoint.State != EndpointState.On)
        {
            return;
        }

        if (result.End == SendEnd.Gone)
        {
            await TurnOffAsync(context, endpoint, "It answered 410: it is gone for good.", now, cancellation);
        }
        else if (endpoint.FailingSince <= now - DeliveryTimes.MostFailing && attempts >= FewestAttempts)
        {
            await TurnOffAsync(context, endpoint, "Every attempt of 5 days failed.", now, cancellation);
        }
    }

    private static async Task TurnOffAsync(
        BluebearDbContext context, WebhookEndpointRow endpoint, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        (endpoint.State, endpoint.OffReason) = (EndpointState.Off, reason);
        var waiting = await context.Deliveries.AsTracking()
            .Where(row => row.EndpointId == endpoint.Id && row.State == DeliveryState.Pending).ToListAsync(cancellation);
        foreach (var row in waiting.Where(static row => row.State == DeliveryState.Pending))
        {
            (row.State, row.EndedAt, row.ClaimedUntil, row.LastAnswer) = (DeliveryState.GivenUp, now, null, "The endpoint was turned off.");
        }

        var host = Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) ? url.Host : endpoint.Url;
        Outbox.Add(context, new(endpoint.TenantId), new(
            DeliveryEvents.EndpointOff, $"Webhook to {host} was turned off",
            JsonSerializer.Serialize(new { id = PublicId.Format(PublicId.Webhook, endpoint.Id), url = endpoint.Url, reason })), now);
    }
}
