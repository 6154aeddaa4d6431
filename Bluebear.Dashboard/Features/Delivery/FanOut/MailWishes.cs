using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Delivery.FanOut;

/// <summary>A person who may be mailed.</summary>
/// <param name="Id">The person.</param>
/// <param name="Email">Their address.</param>
/// <param name="Role">Their role.</param>
/// <param name="Led">The accounts that they lead.</param>
/// <param name="Settings">What they chose; null for as shipped.</param>
internal sealed record Reader(long Id, string Email, Role Role, IReadOnlySet<long> Led, NotificationSettingsRow? Settings);

/// <summary>What a person is mailed. Decides only.</summary>
/// <remarks>
/// As shipped: critical alerts to finance admins and operators, all alerts of an account to its leads, requests to operators, answers to
/// who asked. A team lead is never told of accounts that they do not lead.
/// </remarks>
internal static class MailWishes
{
    /// <summary>True if the person is mailed of an event.</summary>
    /// <param name="reader">The person.</param>
    /// <param name="happened">The event.</param>
    /// <param name="hasOperators">False if the tenant has no operator: finance admins then hear of requests.</param>
    public static bool Wants(Reader reader, OutboxEventRow happened, bool hasOperators) => happened.Type switch
    {
        OutboxTypes.AlertRaised => WantsAlert(reader, happened),
        OutboxTypes.RequestFiled => reader.Email != happened.Person && WantsRequests(reader, hasOperators),
        OutboxTypes.RequestAnswered => reader.Email == happened.Person && (reader.Settings?.Requests ?? true),
        DeliveryEvents.EndpointOff => reader.Role == Role.FinanceAdmin,
        _ => false,
    };

    private static bool WantsAlert(Reader reader, OutboxEventRow alert)
    {
        var leads = alert.AccountId is { } account && reader.Led.Contains(account);
        return (leads || Permissions.SeesEveryAccount(reader.Role))
            && (int)(reader.Settings?.Alerts ?? AlertMail.AsShipped(reader.Role, leads)) >= (int)Least(alert.Severity)
            && reader.Settings?.MutedKinds.Split(',').Contains(alert.Kind, StringComparer.Ordinal) != true;
    }

    private static bool WantsRequests(Reader reader, bool hasOperators) =>
        Permissions.Can(reader.Role, Permission.AnswerRequests)
        && (reader.Settings?.Requests ?? (reader.Role == Role.Operator || !hasOperators));

    // The least of the choices that includes the severity.
    private static MailedAlerts Least(string? severity) => severity switch
    {
        "critical" => MailedAlerts.Critical,
        "warning" => MailedAlerts.Warning,
        _ => MailedAlerts.All,
    };
}
