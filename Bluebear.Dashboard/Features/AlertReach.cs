using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features;

/// <summary>Whether critical alerts reach anyone who does not look at the dashboard. Singleton.</summary>
public sealed class AlertReach(IOptions<SmtpOptions> smtp)
{
    /// <summary>Why they reach nobody, in a sentence for people; null if they reach somebody.</summary>
    /// <param name="context">A context of the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<string?> ProblemAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation)
    {
        // The types are a list in text. None of them is a part of another.
        if (await context.WebhookEndpoints.AnyAsync(static row => row.State == EndpointState.On && row.Events.Contains(OutboxTypes.AlertRaised), cancellation))
        {
            return null;
        }

        if (!smtp.Value.IsSet)
        {
            return "Email is not set up, and no webhook asks for alerts.";
        }

        var people =
            from person in context.Users
            where person.TenantId == tenant.Value && !person.IsDisabled && person.Email != null
            select new { person.Role, Alerts = context.NotificationSettings.Where(row => row.PersonId == person.Id).Select(static row => (MailedAlerts?)row.Alerts).FirstOrDefault() };
        return (await people.ToListAsync(cancellation)).Any(static person => Permissions.SeesEveryAccount(person.Role)
            && (person.Alerts ?? AlertMail.AsShipped(person.Role, leads: false)) != MailedAlerts.None)
            ? null : "Nobody who sees the whole company is mailed critical alerts, and no webhook asks for alerts.";
    }
}
