using System.Globalization;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Delivery.Settings;

/// <summary>What a person chooses in the form: the values of its boxes.</summary>
internal sealed class NotificationDraft
{
    private const int Evening = 22 * 60;
    private const int Morning = 7 * 60;

    /// <summary>The choices of alerts.</summary>
    public static IReadOnlyList<Choice> AlertChoices { get; } =
    [
        new(nameof(MailedAlerts.None), "None"), new(nameof(MailedAlerts.Critical), "Critical"),
        new(nameof(MailedAlerts.Warning), "Warnings and critical"), new(nameof(MailedAlerts.All), "All"),
    ];

    /// <summary>The choices of the digest.</summary>
    public static IReadOnlyList<Choice> DigestChoices { get; } =
        [new("", "As they happen"), .. DeliveryWords.Times.Select(static time => time with { Text = $"In one mail a day, at {time.Text}" })];

    public string Alerts { get; set; } = "";

    public HashSet<string> Muted { get; init; } = [];

    public bool Requests { get; set; }

    public bool IsQuiet { get; set; }

    public string QuietFrom { get; set; } = "";

    public string QuietUntil { get; set; } = "";

    public string DigestAt { get; set; } = "";

    public bool CriticalAtOnce { get; set; }

    /// <summary>The zone of the times; empty for the tenant's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The form of what a person chose.</summary>
    public static NotificationDraft Of(NotificationChoices choices) => new()
    {
        Alerts = choices.Alerts.ToString(),
        Muted = [.. choices.MutedKinds],
        Requests = choices.Requests,
        IsQuiet = choices.Quiet is not null,
        QuietFrom = DeliveryWords.Number(choices.Quiet?.From ?? Evening),
        QuietUntil = DeliveryWords.Number(choices.Quiet?.Until ?? Morning),
        DigestAt = choices.DigestAt is { } at ? DeliveryWords.Number(at) : "",
        CriticalAtOnce = choices.CriticalAtOnce,
        TimeZone = choices.TimeZone ?? "",
    };

    /// <summary>What the form says.</summary>
    public NotificationChoices ToChoices() => new(
        Enum.Parse<MailedAlerts>(Alerts), Muted.ToHashSet(), Requests, IsQuiet ? (Minute(QuietFrom), Minute(QuietUntil)) : null,
        DigestAt.Length > 0 ? Minute(DigestAt) : null, CriticalAtOnce, TimeZone.Length > 0 ? TimeZone : null);

    /// <summary>Mails a kind of alerts, or does not.</summary>
    public void Mail(string kind, bool on)
    {
        if (on)
        {
            Muted.Remove(kind);
        }
        else
        {
            Muted.Add(kind);
        }
    }

    private static int Minute(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
