using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>An alert as screens show it.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Href">Its own page.</param>
/// <param name="Account">The account concerned; null if the whole company is.</param>
/// <param name="AccountName">The account's name today, or the company's.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="Severity">Its severity in a word.</param>
/// <param name="Tone">The same as a tone.</param>
/// <param name="Message">What it says.</param>
/// <param name="OpenedAt">When its cause came about.</param>
public sealed record AlertLine(
    AlertId Id, string Href, AccountId? Account, string AccountName, string Kind, string Severity, Tone Tone, string Message, DateTimeOffset OpenedAt)
{
    /// <summary>True while no one has seen to it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True once its cause is gone.</summary>
    public bool IsResolved { get; init; }

    /// <summary>When someone acknowledged it, or null.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it, or null.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When its cause went, or null.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Until when it stays quiet, or null.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>True while it stays quiet until it gets worse.</summary>
    public bool IsSnoozedUntilWorse { get; init; }

    /// <summary>True while it stays quiet.</summary>
    public bool IsQuiet => SnoozedUntil is not null || IsSnoozedUntilWorse;

    /// <summary>Where it stands, in a word.</summary>
    public string State => IsResolved ? "Resolved" : IsOpen ? "Open" : "Acknowledged";

    /// <summary>The line of a row.</summary>
    /// <param name="row">The alert.</param>
    /// <param name="name">The name of its account, or of the company.</param>
    internal static AlertLine Of(AlertRow row, string name) => new(
        new(row.Id), DashboardUrls.Alert(PublicId.Format(PublicId.Alert, row.Id)), row.AccountId is { } account ? new(account) : null, name,
        AlertKindWords.Of(row.Kind), AlertKindWords.Of(row.Severity), AlertKindWords.ToneOf(row.Severity), row.Message, row.OpenedAt)
    {
        IsOpen = row.State == AlertState.Open,
        IsResolved = row.State == AlertState.Resolved,
        AcknowledgedAt = row.AcknowledgedAt,
        AcknowledgedBy = row.AcknowledgedBy,
        ResolvedAt = row.ResolvedAt,
        SnoozedUntil = row.SnoozedUntil,
        IsSnoozedUntilWorse = row.IsSnoozedUntilWorse,
    };
}
