using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Delivery.Settings;

/// <summary>The content of the page.</summary>
/// <param name="MailServer">The sender of mails; null if e-mail is not set up.</param>
/// <param name="Unreached">Why alerts reach nobody; null if they reach somebody, or for people who see a part of the company.</param>
/// <param name="Email">The person's own address.</param>
/// <param name="Own">What the person is mailed.</param>
/// <param name="TimeZone">The name of the tenant's zone.</param>
/// <param name="Company">Webhooks and deliveries; null for people who may not see them.</param>
public sealed record NotificationsView(
    string? MailServer, string? Unreached, string Email, NotificationChoices Own, string TimeZone, CompanyDeliveries? Company);

/// <summary>What a company's endpoints and people were sent.</summary>
/// <param name="Webhooks">The endpoints, oldest first.</param>
/// <param name="Log">The newest deliveries of the chosen state.</param>
/// <param name="GivenUp">How many were given up and not sent again.</param>
/// <param name="CanManage">Whether the caller may change and send.</param>
public sealed record CompanyDeliveries(IReadOnlyList<Webhook> Webhooks, IReadOnlyList<LoggedDelivery> Log, int GivenUp, bool CanManage);

/// <summary>Reads the page of notifications, and keeps what a person chose.</summary>
internal sealed class Notifications(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AlertReach reach, ManageWebhooks webhooks, DeliveryLog log,
    IOptions<SmtpOptions> smtp)
{
    /// <summary>The largest number of deliveries on the page.</summary>
    public const int MostLogged = 100;

    /// <summary>The page.</summary>
    /// <param name="show">Only deliveries that stand so, as a link names it (<c>given_up</c>); null for all.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">No person is signed in.</exception>
    public async Task<NotificationsView> ReadAsync(string? show, CancellationToken cancellation = default)
    {
        var (caller, person) = await PersonAsync(cancellation);
        var sees = caller.Can(Permission.ReadDeliveries);
        await using var context = contexts.ForTenant(caller.Tenant);
        var row = await context.NotificationSettings.FirstOrDefaultAsync(row => row.PersonId == person.Value, cancellation);
        var hasOperators = await context.Users.AnyAsync(found => found.TenantId == caller.Tenant.Value && found.Role == Role.Operator && !found.IsDisabled, cancellation);
        return new(
            smtp.Value.IsSet ? smtp.Value.From : null,
            caller.VisibleAccounts.IsAll ? await reach.ProblemAsync(context, caller.Tenant, cancellation) : null,
            caller.Actor,
            NotificationChoices.Of(row, caller.Role!.Value, caller.LedAccounts.Count > 0, hasOperators),
            caller.UnknownTimeZone ?? caller.TimeZone.Id,
            sees ? new(
                await webhooks.ListAsync(cancellation), await log.ListAsync(DeliveryWords.StateNamed(show), null, MostLogged, cancellation),
                await context.Deliveries.CountAsync(static found => found.State == DeliveryState.GivenUp, cancellation), caller.Can(Permission.ManageWebhooks))
                : null);
    }

    /// <summary>Keeps what the person chose.</summary>
    /// <returns>What is wrong, in a sentence; null if it is kept.</returns>
    /// <exception cref="AccessRefusedException">No person is signed in.</exception>
    public async Task<string?> SaveAsync(NotificationChoices choices, CancellationToken cancellation = default)
    {
        var (caller, person) = await PersonAsync(cancellation);
        if (choices.Quiet is { } quiet && quiet.From == quiet.Until)
        {
            return "Quiet hours must end at another time than they begin.";
        }

        if (choices.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return "This time zone is not known here.";
        }

        await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.NotificationSettings.AsTracking().FirstOrDefaultAsync(row => row.PersonId == person.Value, cancellation);
            if (row is null)
            {
                context.NotificationSettings.Add(row = new() { PersonId = person.Value, TenantId = caller.Tenant.Value, MutedKinds = "" });
            }

            choices.To(row);
        }, cancellation);
        return null;
    }

    private async Task<(Caller Caller, PersonId Person)> PersonAsync(CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        return caller.Person is { } person ? (caller, person) : throw AccessRefusedException.Forbidden(caller, "a person's own notifications");
    }
}
