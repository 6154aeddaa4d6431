using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features;

/// <summary>Which alerts a person is mailed if they chose nothing. Decides only.</summary>
internal static class AlertMail
{
    /// <summary>The choice as shipped: critical alerts to finance admins and operators, all alerts of an account to its leads.</summary>
    /// <param name="role">The person's role.</param>
    /// <param name="leads">True for alerts of an account that the person leads.</param>
    public static MailedAlerts AsShipped(Role role, bool leads) =>
        leads ? MailedAlerts.All : role is Role.FinanceAdmin or Role.Operator ? MailedAlerts.Critical : MailedAlerts.None;
}
