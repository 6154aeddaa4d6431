using System.Text.Json;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Live;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>An alert.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>; a later alert has a larger one.</param>
public readonly record struct AlertId(long Value);

/// <summary>Alerts as programs see them.</summary>
internal static class AlertMessages
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The message of a stored alert.</summary>
    /// <param name="row">The alert.</param>
    /// <param name="wallet">The name of its account, or null.</param>
    public static AlertMessage Of(AlertRow row, string? wallet) => new(
        PublicId.Format(PublicId.Alert, row.Id), NameOf(row.Kind), NameOf(row.Severity),
        row.AccountId is { } account ? PublicId.Format(PublicId.Account, account) : null,
        NameOf(row.State), row.OpenedAt.UtcDateTime, row.Message, AlertFacts.Parse(row.Facts), row.Sequence)
    {
        WalletName = wallet,
        AcknowledgedAt = row.AcknowledgedAt?.UtcDateTime,
        AcknowledgedBy = row.AcknowledgedBy,
        ResolvedAt = row.ResolvedAt?.UtcDateTime,
        SnoozedUntil = row.SnoozedUntil?.UtcDateTime,
        SnoozedUntilWorse = row.IsSnoozedUntilWorse,
    };

    /// <summary>The event for mails and webhooks. The outbox numbers it itself.</summary>
    public static OutboxEvent ToEvent(AlertNews news)
    {
        var data = JsonSerializer.SerializeToNode(news.Alert, Json)!.AsObject();
        data.Remove("sequence");
        return new(
            news.Event == AlertEvent.Raised ? OutboxTypes.AlertRaised : OutboxTypes.AlertResolved,
            $"{(news.Event == AlertEvent.Resolved ? "Resolved: " : "")}{news.Alert.WalletName ?? "Bluebear"}: {news.Alert.Message}",
            data.ToJsonString())
        {
            Account = news.Account,
            Severity = news.Alert.Severity,
            Kind = news.Alert.Kind,
        };
    }

    /// <summary>The value that the API writes so; null for another text.</summary>
    public static TValue? Parse<TValue>(string text)
        where TValue : struct, Enum => Enum.GetValues<TValue>().Where(value => NameOf(value) == text).Select(static value => (TValue?)value).FirstOrDefault();

    /// <summary>A value of a closed set as the API writes it: <c>low_balance</c>.</summary>
    public static string NameOf<TValue>(TValue value)
        where TValue : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
