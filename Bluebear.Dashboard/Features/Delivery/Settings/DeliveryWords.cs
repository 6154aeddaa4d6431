using System.Globalization;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Delivery.Settings;

/// <summary>The words of the page of notifications.</summary>
internal static class DeliveryWords
{
    private const int MinutesOfDay = 24 * 60;
    private const int Step = 30;

    /// <summary>The times of day to choose from.</summary>
    public static IReadOnlyList<Choice> Times { get; } =
        [.. Enumerable.Range(0, MinutesOfDay / Step).Select(static index => new Choice(Number(index * Step), TimeOf(index * Step)))];

    /// <summary>A type of events, for people.</summary>
    public static string TypeOf(string type) => type switch
    {
        OutboxTypes.AlertRaised => "Alert raised",
        OutboxTypes.AlertResolved => "Alert resolved",
        OutboxTypes.RequestFiled => "Request for credits filed",
        OutboxTypes.RequestAnswered => "Request answered",
        OutboxTypes.BudgetFunded => "Budget funded",
        OutboxTypes.ModeChanged => "Credit mode switched",
        DeliveryEvents.EndpointOff => "Webhook turned off",
        _ => type,
    };

    /// <summary>A kind of alerts, for people.</summary>
    public static string KindOf(string kind) => kind switch
    {
        "low_balance" => "Low balance",
        "running_out" => "Runs out within days",
        "exhausted" => "Exhausted",
        "pace" => "Spent faster than time passes",
        "budget_ending" => "Budget ends with credits unspent",
        "lot_ending" => "Credits expire unspent",
        "forecast_runout" => "Forecast to run out before the end",
        "budget_waiting" => "Budget waits for funds",
        "pool_overcommitted" => "More planned than the pool has",
        "requests_blocked" => "Requests blocked",
        "overage" => "Overage",
        "delivery_failed" => "A delivery was given up",
        "verification_failed" => "The books differ",
        _ => kind,
    };

    /// <summary>Where a delivery stands.</summary>
    public static string StateOf(LoggedDelivery delivery) => delivery.State switch
    {
        DeliveryState.Pending => "Pending",
        DeliveryState.Delivered => "Delivered",
        DeliveryState.GivenUp => "Given up",
        DeliveryState.NotSent => "Not sent",
    };

    /// <summary>Its colour.</summary>
    public static Tone ToneOf(LoggedDelivery delivery) => delivery.State switch
    {
        DeliveryState.Pending => Tone.Info,
        DeliveryState.Delivered => Tone.Good,
        DeliveryState.GivenUp => Tone.Danger,
        DeliveryState.NotSent => Tone.Neutral,
    };

    /// <summary>What an endpoint is sent.</summary>
    public static string FormatOf(Webhook webhook) => webhook.Format == WebhookFormat.Slack ? "Slack" : "JSON";

    /// <summary>The state that a link names; null for all.</summary>
    public static DeliveryState? StateNamed(string? name) => name switch
    {
        "pending" => DeliveryState.Pending,
        "delivered" => DeliveryState.Delivered,
        "given_up" => DeliveryState.GivenUp,
        "not_sent" => DeliveryState.NotSent,
        _ => null,
    };

    /// <summary>A number as the value of a choice.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string TimeOf(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
