using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Delivery.Settings;

/// <summary>What a person wants to be mailed, and when.</summary>
/// <param name="Alerts">The least severe alerts.</param>
/// <param name="MutedKinds">Kinds of alerts that are not mailed.</param>
/// <param name="Requests">Whether requests for credits and answers to them are mailed.</param>
/// <param name="Quiet">The minutes of the day from which no mail is sent and from which it is sent again, or null.</param>
/// <param name="DigestAt">The minute of the day at which one mail lists the alerts of the day before; null for as they happen.</param>
/// <param name="CriticalAtOnce">Whether critical alerts are mailed at once all the same.</param>
/// <param name="TimeZone">The IANA name of the zone of these minutes; null for the tenant's.</param>
public sealed record NotificationChoices(
    MailedAlerts Alerts, IReadOnlySet<string> MutedKinds, bool Requests, (int From, int Until)? Quiet, int? DigestAt, bool CriticalAtOnce, string? TimeZone)
{
    /// <summary>The kinds of alerts, as the API names them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "low_balance", "running_out", "exhausted", "pace", "budget_ending", "lot_ending", "forecast_runout", "budget_waiting", "pool_overcommitted",
        "requests_blocked", "overage", "delivery_failed", "verification_failed",
    ];

    /// <summary>The choices of a row, or as shipped.</summary>
    internal static NotificationChoices Of(NotificationSettingsRow? row, Role role, bool leads, bool hasOperators) => row is null
        ? new(AlertMail.AsShipped(role, leads), new HashSet<string>(), role != Role.FinanceAdmin || !hasOperators, null, null, true, null)
        : new(row.Alerts, row.MutedKinds.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), row.Requests,
            row is { QuietFrom: { } from, QuietUntil: { } until } ? (from, until) : null, row.DigestAt, row.CriticalAtOnce, row.TimeZone);

    /// <summary>Writes them to a row.</summary>
    internal void To(NotificationSettingsRow row)
    {
        (row.Alerts, row.MutedKinds, row.Requests) = (Alerts, string.Join(',', Kinds.Where(MutedKinds.Contains)), Requests);
        (row.QuietFrom, row.QuietUntil, row.DigestAt) = (Quiet?.From, Quiet?.Until, DigestAt);
        (row.CriticalAtOnce, row.TimeZone) = (CriticalAtOnce, TimeZone);
    }
}
