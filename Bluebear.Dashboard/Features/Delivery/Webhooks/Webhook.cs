using Bluebear.Dashboard.Data.Model.Delivery;

namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>An endpoint of a webhook.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct WebhookId(long Value);

/// <summary>An endpoint as people and programs see it: everything but its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its address.</param>
/// <param name="Events">The types of events that it asks for.</param>
/// <param name="Format">What it is sent.</param>
/// <param name="IsOn">False once it was turned off.</param>
/// <param name="OffReason">Why, or null.</param>
/// <param name="FailingSince">Since when every attempt has failed, or null.</param>
/// <param name="LastDeliveredAt">When something was last delivered, or null.</param>
/// <param name="PreviousUntil">Until when messages are signed with the previous secret, too; null if there is none.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="CreatedBy">Who added it.</param>
public sealed record Webhook(
    WebhookId Id, string Url, IReadOnlyList<string> Events, WebhookFormat Format, bool IsOn, string? OffReason, DateTimeOffset? FailingSince,
    DateTimeOffset? LastDeliveredAt, DateTimeOffset? PreviousUntil, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>The endpoint of a row.</summary>
    internal static Webhook Of(WebhookEndpointRow row, DateTimeOffset now) => new(
        new(row.Id), row.Url, row.Events.Split(','), row.Format, row.State == EndpointState.On, row.OffReason, row.FailingSince, row.LastDeliveredAt,
        row.PreviousUntil > now ? row.PreviousUntil : null, row.CreatedAt, row.CreatedBy);
}

/// <summary>An endpoint to add.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Events">The types of events that it asks for; at least one.</param>
/// <param name="Format">What it is sent.</param>
public sealed record NewWebhook(string Url, IReadOnlyCollection<string> Events, WebhookFormat Format)
{
    /// <summary>An endpoint that takes JSON.</summary>
    public static NewWebhook Json(string url, IReadOnlyCollection<string> events) => new(url, events, WebhookFormat.Json);

    /// <summary>An endpoint that takes texts, as Slack does.</summary>
    public static NewWebhook Slack(string url, IReadOnlyCollection<string> events) => new(url, events, WebhookFormat.Slack);
}

/// <summary>An endpoint after a change, or the one value that is wrong.</summary>
/// <param name="Webhook">The endpoint; null if nothing was changed.</param>
/// <param name="Secret">Its new secret, which is never shown again; null if there is none.</param>
/// <param name="Field">The field that is wrong, or null; null without an endpoint means that there is none of that id.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
internal sealed record WebhookOutcome(Webhook? Webhook, string? Secret = null, string? Field = null, string Message = "");

/// <summary>How a test ended.</summary>
/// <param name="Delivered">True if the endpoint took it.</param>
/// <param name="Status">The status of its answer, or null.</param>
/// <param name="Answer">Its answer, or why there was none.</param>
public sealed record WebhookTest(bool Delivered, int? Status, string Answer);
