using System.Security.Cryptography;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>Lists, adds, tries and ends endpoints. Each change is recorded in the same commit.</summary>
internal sealed class ManageWebhooks(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, WebhookAddresses addresses, WebhookSecret secrets,
    WebhookClient client, DeliverySends sends, AuditLog audit, TimeProvider clock)
{
    /// <summary>The largest number of endpoints of a tenant.</summary>
    public const int MostOfTenant = 50;

    /// <summary>The endpoints, oldest first.</summary>
    /// <exception cref="AccessRefusedException">The caller may not see them.</exception>
    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadDeliveries, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.WebhookEndpoints.Where(static row => row.State != EndpointState.Deleted).OrderBy(static row => row.Id).ToListAsync(cancellation);
        return rows.ConvertAll(row => Webhook.Of(row, clock.GetUtcNow()));
    }

    /// <summary>Adds an endpoint and returns its secret, which is never shown again.</summary>
    /// <exception cref="AccessRefusedException">The caller may not add one.</exception>
    public async Task<WebhookOutcome> AddAsync(NewWebhook wanted, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWebhooks, cancellation);
        var url = wanted.Url.Trim();
        var events = OutboxTypes.All.Where(wanted.Events.Contains).ToList();
        if (await addresses.ProblemAsync(url, cancellation) is { } problem)
        {
            return new(null, Field: "url", Message: problem);
        }

        if (events.Count == 0 || events.Count != wanted.Events.Distinct(StringComparer.Ordinal).Count())
        {
            return new(null, Field: "events", Message: $"Name at least one of {string.Join(", ", OutboxTypes.All)}.");
        }

        var secret = WebhookSecret.Create();
        return await writes.WriteAsync(caller.Tenant, async context =>
        {
            if (await context.WebhookEndpoints.CountAsync(static row => row.State != EndpointState.Deleted, cancellation) >= MostOfTenant)
            {
                return new WebhookOutcome(null, Field: "url", Message: $"There are {MostOfTenant} webhooks already. Delete one first.");
            }

            var row = new WebhookEndpointRow
            {
                Id = await NextIdAsync(context, caller.Tenant, cancellation),
                TenantId = caller.Tenant.Value,
                Url = new Uri(url).AbsoluteUri,
                Events = string.Join(',', events),
                Format = wanted.Format,
                State = EndpointState.On,
                Secret = secrets.Protect(secret),
                CreatedAt = Now,
                CreatedBy = caller.Actor,
            };
            context.WebhookEndpoints.Add(row);
            Record(context, row, caller, AuditActions.WebhookAdded, row.Events);
            return new WebhookOutcome(Webhook.Of(row, Now), secret);
        }, cancellation);
    }

    /// <summary>Gives an endpoint a new secret and returns it. Messages are signed with the one before, too, for a day.</summary>
    /// <exception cref="AccessRefusedException">The caller may not do so.</exception>
    public async Task<WebhookOutcome> RotateAsync(WebhookId id, CancellationToken cancellation = default)
    {
        var secret = WebhookSecret.Create();
        var outcome = await ChangeAsync(id, (context, row, caller) =>
        {
            (row.PreviousSecret, row.PreviousUntil, row.Secret) = (row.Secret, Instants.Truncate(Now + WebhookSecret.Overlap), secrets.Protect(secret));
            Record(context, row, caller, AuditActions.WebhookRotated);
        }, cancellation);
        return outcome.Webhook is null ? outcome : outcome with { Secret = secret };
    }

    /// <summary>Turns an endpoint on again. What was given up can be sent again afterwards.</summary>
    /// <exception cref="AccessRefusedException">The caller may not do so.</exception>
    public Task<WebhookOutcome> TurnOnAsync(WebhookId id, CancellationToken cancellation = default) => ChangeAsync(id, (context, row, caller) =>
    {
        if (row.State == EndpointState.Off)
        {
            (row.State, row.OffReason, row.FailingSince) = (EndpointState.On, null, null);
            Record(context, row, caller, AuditActions.WebhookTurnedOn);
        }
    }, cancellation);

    /// <summary>Deletes an endpoint. Nothing more goes there; what went there stays in the log.</summary>
    /// <returns>False if there is none of that id.</returns>
    /// <exception cref="AccessRefusedException">The caller may not do so.</exception>
    public async Task<bool> DeleteAsync(WebhookId id, CancellationToken cancellation = default)
    {
        var outcome = await ChangeAsync(id, (context, row, caller) =>
        {
            (row.State, row.OffReason, row.Secret, row.PreviousSecret, row.PreviousUntil) = (EndpointState.Deleted, null, "", null, null);
            Record(context, row, caller, AuditActions.WebhookDeleted);
        }, cancellation);
        return outcome.Webhook is not null;
    }

    /// <summary>Sends a message of type <c>test</c> once, also to an endpoint that is off.</summary>
    /// <returns>How it ended; null if there is no endpoint of that id.</returns>
    /// <exception cref="AccessRefusedException">The caller may not do so.</exception>
    public async Task<WebhookTest?> TestAsync(WebhookId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWebhooks, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var row = await context.WebhookEndpoints.FirstOrDefaultAsync(row => row.Id == id.Value && row.State != EndpointState.Deleted, cancellation);
        if (row is null)
        {
            return null;
        }

        try
        {
            var message = WebhookMessage.Test(PublicId.Format(PublicId.Webhook, row.Id), row.Format, Now);
            var keys = secrets.KeysOf(row, Now);
            return await sends.TryAsync(row.Id, stop => client.PostAsync(row.Url, message, keys, stop), cancellation) is { } result
                ? new(result.End == SendEnd.Delivered, result.Status, result.Answer)
                : new(false, null, "Two messages are on their way there. Try again in a moment.");
        }
        catch (CryptographicException)
        {
            return new(false, null, WebhookSecret.Unreadable);
        }
    }

    private DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    private static async Task<long> NextIdAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        TenantScopedId.Compose(tenant, TenantScopedId.NumberOf(await context.WebhookEndpoints.MaxAsync(static row => (long?)row.Id, cancellation) ?? 0) + 1);

    private async Task<WebhookOutcome> ChangeAsync(
        WebhookId id, Action<BluebearDbContext, WebhookEndpointRow, Caller> change, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ManageWebhooks, cancellation);
        return await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.WebhookEndpoints.AsTracking()
                .FirstOrDefaultAsync(row => row.Id == id.Value && row.State != EndpointState.Deleted, cancellation);
            if (row is null)
            {
                return new WebhookOutcome(null, Message: "There is no such webhook.");
            }

            change(context, row, caller);
            return new WebhookOutcome(Webhook.Of(row, Now));
        }, cancellation);
    }

    private void Record(BluebearDbContext context, WebhookEndpointRow row, Caller caller, string action, string? after = null) =>
        audit.Add(context, caller.Tenant, AuditActor.Of(caller), action, row.Url, after: after);
}
