using System.Text.Json;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Delivery;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo's webhooks: one that works and one that is off, with what was sent there. Their names lead nowhere.</summary>
internal sealed class DemoDeliveries(DatabaseWrites writes, WebhookSecret secrets, DemoPast life, DemoCalendar calendar, TenantId tenant)
{
    private const int AllAttempts = 8;

    private static readonly (string Type, string Workspace, string Words, double HoursAgo)[] Told =
    [
        (OutboxTypes.RequestFiled, "Ticket Triage", "4,000 cr asked for", 96), (OutboxTypes.RequestAnswered, "Ticket Triage", "the request was denied", 72),
        (OutboxTypes.RequestFiled, "Ticket Triage", "2,500 cr asked for", 7), (OutboxTypes.RequestFiled, "Returns Desk", "800 cr asked for", 5),
        (OutboxTypes.RequestFiled, "Support Chat", "600 cr asked for", 2), (OutboxTypes.RequestAnswered, "Support Chat", "600 cr approved", 1.5),
    ];

    private int _deliveries;

    /// <summary>Makes them.</summary>
    public Task MakeAsync(CancellationToken cancellation) => writes.WriteAsync(tenant, context =>
    {
        var program = Endpoint(1, "https://hooks.aldermoor.example/bluebear", WebhookFormat.Json, EndpointState.On, null);
        program.LastDeliveredAt = At(Told[^1].HoursAgo);
        var chat = Endpoint(2, "https://chat.aldermoor.example/hooks/finance", WebhookFormat.Slack, EndpointState.Off, "Every attempt of 5 days failed.");
        chat.FailingSince = At(24 * 6);
        context.WebhookEndpoints.AddRange(program, chat);
        foreach (var (index, told) in Told.Index())
        {
            var row = Event(index + 1, told.Type, life.Workspace(told.Workspace), $"{told.Workspace}: {told.Words}", At(told.HoursAgo));
            context.OutboxEvents.Add(row);
            context.Deliveries.Add(Delivery(row, program, DeliveryState.Delivered, 1, 200, null));
            if (index == 0)
            {
                context.Deliveries.Add(Delivery(row, chat, DeliveryState.GivenUp, AllAttempts, 503, "The channel is archived."));
            }
        }

        return Task.CompletedTask;
    }, cancellation);

    private DateTimeOffset At(double hoursAgo) => Instants.Truncate(calendar.Now.AddHours(-hoursAgo));

    private WebhookEndpointRow Endpoint(long number, string url, WebhookFormat format, EndpointState state, string? offReason) => new()
    {
        Id = TenantScopedId.Compose(tenant, number),
        TenantId = tenant.Value,
        Url = url,
        Events = $"{OutboxTypes.RequestFiled},{OutboxTypes.RequestAnswered}",
        Format = format,
        State = state,
        OffReason = offReason,
        Secret = secrets.Protect(WebhookSecret.Create()),
        CreatedAt = At(24 * 30),
        CreatedBy = DemoCast.Finance.Email,
    };

    private OutboxEventRow Event(long number, string type, AccountId account, string subject, DateTimeOffset at) => new()
    {
        Id = TenantScopedId.Compose(tenant, number),
        TenantId = tenant.Value,
        Type = type,
        AccountId = account.Value,
        Subject = subject,
        Data = JsonSerializer.Serialize(new { wallet_id = PublicId.Format(PublicId.Account, account.Value) }),
        CreatedAt = at,
        FannedOutAt = at,
    };

    private DeliveryRow Delivery(OutboxEventRow row, WebhookEndpointRow endpoint, DeliveryState state, int attempts, int status, string? answer) => new()
    {
        Id = TenantScopedId.Compose(tenant, ++_deliveries),
        TenantId = tenant.Value,
        EventId = row.Id,
        EndpointId = endpoint.Id,
        State = state,
        Attempts = attempts,
        NextAttemptAt = row.CreatedAt,
        LastStatus = status,
        LastAnswer = answer,
        CreatedAt = row.CreatedAt,
        EndedAt = row.CreatedAt,
    };
}
