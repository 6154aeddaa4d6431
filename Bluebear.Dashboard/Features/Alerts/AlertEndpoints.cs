using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>A snooze.</summary>
/// <param name="Until">A later instant, within a year.</param>
/// <param name="UntilWorse">Whether the alert stays quiet until a more urgent one of its wallet.</param>
internal sealed record SnoozeBody(DateTimeOffset? Until, bool? UntilWorse);

/// <summary>Alerts, for programs.</summary>
internal static class AlertEndpoints
{
    private const string List = "alerts";
    private const string What = "alert";

    /// <summary>Maps them.</summary>
    public static void MapAlertsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<AlertMessage>>().WithSummary("List alerts, newest first.");
        api.MapGet("/alerts/{id}", GetAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<AlertMessage>().WithSummary("Show an alert with the figures of then.");
        api.MapPost("/alerts/{id}/acknowledge", AcknowledgeAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<AlertMessage>().WithSummary("Acknowledge an alert. Its cause resolves it.");
        api.MapPost("/alerts/{id}/snooze", SnoozeAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<AlertMessage>().WithSummary("Make an alert quiet until an instant, or until it gets worse.");
    }

    private static async Task<IResult> ListAsync(string? state, string? kind, string? severity, string? wallet, string? limit, string? cursor,
        ListAlerts alerts, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var filter = new AlertFilter(
            Value<AlertState>(state, "state"), Value<AlertKind>(kind, "kind"), Value<AlertSeverity>(severity, "severity"),
            (await wallets.FindOptionalAsync(wallet, "wallet", cancellation))?.Id);
        var rows = await alerts.ListAsync(filter, paging.Position(tenant, List, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, List, rows[size - 1].Id.Value) : null;
        return Results.Json(new Page<AlertMessage>([.. rows.Take(size).Select(static row => row.Alert)], next));
    }

    private static async Task<IResult> GetAsync(string id, ListAlerts alerts, CancellationToken cancellation) =>
        Answer(await alerts.FindAsync(IdOf(id), cancellation));

    private static async Task<IResult> AcknowledgeAsync(string id, AnswerAlerts answering, CancellationToken cancellation) =>
        Answer(await answering.AcknowledgeAsync(IdOf(id), cancellation));

    private static async Task<IResult> SnoozeAsync(string id, SnoozeBody body, AnswerAlerts answering, CancellationToken cancellation)
    {
        if (body.Until is null && body.UntilWorse is not true)
        {
            return ApiProblem.Invalid("until", "Name an instant, or set until_worse to true.");
        }

        return body.Until is { } until && answering.ProblemOf(until) is { } problem ? ApiProblem.Invalid("until", problem)
            : Answer(await answering.SnoozeAsync(IdOf(id), body.Until, body.UntilWorse is true, cancellation));
    }

    private static IResult Answer(AlertMessage? alert) => alert is null ? ApiProblem.NotFound(What) : Results.Json(alert);

    private static AlertId IdOf(string id) => new(Fields.Id(PublicId.Alert, id, What));

    private static TValue? Value<TValue>(string? text, string field)
        where TValue : struct, Enum => text is null ? null
        : AlertMessages.Parse<TValue>(text) ?? throw Fields.Invalid(field,
            $"This must be one of {string.Join(", ", Enum.GetValues<TValue>().Select(static value => AlertMessages.NameOf(value)))}.");
}
