using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Delivery;

/// <summary>An endpoint to add.</summary>
/// <param name="Url">An https address that leads to a public one.</param>
/// <param name="Events">The types of events to send.</param>
/// <param name="Format">Default: json.</param>
internal sealed record WebhookBody(
    [property: Required] string? Url, [property: Required] IReadOnlyList<string>? Events, WebhookFormat? Format);

/// <summary>A new endpoint with its secret, which is never shown again.</summary>
internal sealed record NewWebhookAnswer(string Id, string Secret, string Url, IReadOnlyList<string> Events, WebhookFormat Format);

/// <summary>A new secret. Messages are signed with the one before, too, until the given time.</summary>
internal sealed record RotatedAnswer(string Id, string Secret, DateTimeOffset? PreviousUntil);

/// <summary>An endpoint.</summary>
internal sealed record WebhookAnswer(
    string Id, string Url, IReadOnlyList<string> Events, WebhookFormat Format, WebhookStanding State, string? OffReason, DateTimeOffset? FailingSince,
    DateTimeOffset? LastDeliveredAt, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>The answer for an endpoint.</summary>
    public static WebhookAnswer Of(Webhook webhook) => new(
        PublicId.Format(PublicId.Webhook, webhook.Id.Value), webhook.Url, webhook.Events, webhook.Format, webhook.IsOn ? WebhookStanding.On : WebhookStanding.Off,
        webhook.OffReason, webhook.FailingSince, webhook.LastDeliveredAt, webhook.CreatedAt, webhook.CreatedBy);
}

/// <summary>Whether an endpoint is sent anything.</summary>
internal enum WebhookStanding
{
    On,
    Off,
}

/// <summary>How a test ended. The status is null if there was no answer.</summary>
internal sealed record WebhookTestAnswer(bool Delivered, int? Status, string Answer);

/// <summary>A delivery. A mail has no webhook.</summary>
internal sealed record DeliveryAnswer(
    string Id, string EventId, string Type, string Subject, string? WebhookId, string To, DeliveryState State, int Attempts, int? Status, string? Answer,
    DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? EndedAt)
{
    /// <summary>The answer for a delivery.</summary>
    public static DeliveryAnswer Of(LoggedDelivery row) => new(
        PublicId.Format(PublicId.Delivery, row.Id.Value), PublicId.Format(PublicId.Event, row.Event), row.Type, row.Subject,
        row.Webhook is { } webhook ? PublicId.Format(PublicId.Webhook, webhook) : null, row.To, row.State, row.Attempts, row.Status, row.Answer,
        row.CreatedAt, row.NextAttemptAt, row.EndedAt);
}

/// <summary>Webhooks and deliveries for programs.</summary>
internal static class DeliveryApi
{
    private const string Webhooks = "webhooks";
    private const string Deliveries = "deliveries";

    /// <summary>Maps them.</summary>
    public static void MapDeliveryApi(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", ListAsync).RequireScope(ApiScopes.Billing)
            .Produces<Page<WebhookAnswer>>().WithSummary("List the endpoints that events are sent to.");
        api.MapPost("/webhooks", AddAsync).RequireScope(ApiScopes.Billing)
            .Produces<NewWebhookAnswer>(StatusCodes.Status201Created).WithSummary("Add an endpoint. Its secret is shown once.");
        api.MapDelete("/webhooks/{id}", DeleteAsync).RequireScope(ApiScopes.Billing)
            .Produces(StatusCodes.Status204NoContent).WithSummary("Delete an endpoint. Nothing more is sent there.");
        api.MapPost("/webhooks/{id}/test", TestAsync).RequireScope(ApiScopes.Billing)
            .Produces<WebhookTestAnswer>().WithSummary("Send a test to an endpoint and wait for its answer.");
        api.MapPost("/webhooks/{id}/rotate", RotateAsync).RequireScope(ApiScopes.Billing)
            .Produces<RotatedAnswer>().WithSummary("Give an endpoint a new secret, shown once. The one before signs along for a day.");
        api.MapPost("/webhooks/{id}/turn-on", TurnOnAsync).RequireScope(ApiScopes.Billing)
            .Produces<WebhookAnswer>().WithSummary("Turn an endpoint on again that was turned off.");
        api.MapGet("/deliveries", LogAsync).RequireScope(ApiScopes.Billing)
            .Produces<Page<DeliveryAnswer>>().WithSummary("List deliveries of mails and webhooks, newest first.");
        api.MapPost("/deliveries/{id}/replay", ReplayAsync).RequireScope(ApiScopes.Billing)
            .Produces<DeliveryAnswer>().WithSummary("Send a delivery again that was given up.");
    }

    private static async Task<IResult> ListAsync(
        string? limit, string? cursor, ManageWebhooks webhooks, ICurrentCaller callers, Paging paging, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadDeliveries, cancellation);
        return Results.Json(paging.Cut(caller.Tenant, Webhooks, await webhooks.ListAsync(cancellation), static row => row.Id.Value, WebhookAnswer.Of, limit, cursor));
    }

    private static async Task<IResult> AddAsync(WebhookBody body, ManageWebhooks webhooks, CancellationToken cancellation)
    {
        var wanted = new NewWebhook(Fields.Required(body.Url, "url"), Fields.Required(body.Events, "events"), body.Format ?? WebhookFormat.Json);
        var outcome = await webhooks.AddAsync(wanted, cancellation);
        return outcome.Webhook is { } added
            ? Results.Json(
                new NewWebhookAnswer(IdOf(added), outcome.Secret!, added.Url, added.Events, added.Format), statusCode: StatusCodes.Status201Created)
            : ApiProblem.Invalid(outcome.Field!, outcome.Message);
    }

    private static async Task<IResult> DeleteAsync(string id, ManageWebhooks webhooks, CancellationToken cancellation) =>
        await webhooks.DeleteAsync(Id(id), cancellation) ? Results.NoContent() : ApiProblem.NotFound("webhook");

    private static async Task<IResult> TestAsync(string id, ManageWebhooks webhooks, CancellationToken cancellation) =>
        await webhooks.TestAsync(Id(id), cancellation) is { } test
            ? Results.Json(new WebhookTestAnswer(test.Delivered, test.Status, test.Answer)) : ApiProblem.NotFound("webhook");

    private static async Task<IResult> RotateAsync(string id, ManageWebhooks webhooks, CancellationToken cancellation) =>
        await webhooks.RotateAsync(Id(id), cancellation) is { Webhook: { } rotated } outcome
            ? Results.Json(new RotatedAnswer(IdOf(rotated), outcome.Secret!, rotated.PreviousUntil)) : ApiProblem.NotFound("webhook");

    private static async Task<IResult> TurnOnAsync(string id, ManageWebhooks webhooks, CancellationToken cancellation) =>
        await webhooks.TurnOnAsync(Id(id), cancellation) is { Webhook: { } on } ? Results.Json(WebhookAnswer.Of(on)) : ApiProblem.NotFound("webhook");

    private static async Task<IResult> LogAsync(
        string? state, string? limit, string? cursor, DeliveryLog log, ICurrentCaller callers, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await callers.RequireAsync(Permission.ReadDeliveries, cancellation)).Tenant;
        var rows = await log.ListAsync(StateOf(state), paging.Position(tenant, Deliveries, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, Deliveries, rows[size - 1].Id.Value) : null;
        return Results.Json(new Page<DeliveryAnswer>([.. rows.Take(size).Select(DeliveryAnswer.Of)], next));
    }

    private static async Task<IResult> ReplayAsync(string id, DeliveryLog log, CancellationToken cancellation)
    {
        var (delivery, refusal) = await log.ReplayAsync(new(Fields.Id(PublicId.Delivery, id, "delivery")), cancellation);
        return refusal switch
        {
            null => Results.Json(DeliveryAnswer.Of(delivery!)),
            ReplayRefusal.NotFound => ApiProblem.NotFound("delivery"),
            ReplayRefusal.NotGivenUp => new ApiProblem(StatusCodes.Status409Conflict, "not_given_up", "Only what was given up can be sent again."),
            _ => new ApiProblem(StatusCodes.Status409Conflict, "webhook_off", "Its webhook is off or deleted. Turn it on first."),
        };
    }

    private static WebhookId Id(string id) => new(Fields.Id(PublicId.Webhook, id, "webhook"));

    private static string IdOf(Webhook webhook) => PublicId.Format(PublicId.Webhook, webhook.Id.Value);

    private static DeliveryState? StateOf(string? text) => text switch
    {
        null => null,
        "pending" => DeliveryState.Pending,
        "delivered" => DeliveryState.Delivered,
        "given_up" => DeliveryState.GivenUp,
        "not_sent" => DeliveryState.NotSent,
        _ => throw Fields.Invalid("state", "The state must be pending, delivered, given_up or not_sent."),
    };
}
