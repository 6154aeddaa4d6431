using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>An alert as programs see it: in answers, hub messages and webhooks.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Kind">Its kind, in lower case with underscores.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="WalletId">The wallet concerned; null if the whole tenant is.</param>
/// <param name="State"><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="OpenedAt">When its cause came about.</param>
/// <param name="Message">What is left and of what, in words.</param>
/// <param name="Facts">The figures of then by name, amounts as decimals.</param>
/// <param name="Sequence">Grows with every change of any alert of the tenant.</param>
public sealed record AlertMessage(
    string Id, string Kind, string Severity, string? WalletId, string State, DateTime OpenedAt, string Message, IReadOnlyDictionary<string, string> Facts, long Sequence)
{
    /// <summary>The wallet's name when the message was made; null for the whole tenant.</summary>
    public string? WalletName { get; init; }

    /// <summary>When someone acknowledged it, or null.</summary>
    public DateTime? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it, or null.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When its cause went, or null.</summary>
    public DateTime? ResolvedAt { get; init; }

    /// <summary>Until when it stays quiet, or null.</summary>
    public DateTime? SnoozedUntil { get; init; }

    /// <summary>True while it stays quiet until it gets worse.</summary>
    public bool SnoozedUntilWorse { get; init; }
}

/// <summary>What happened to an alert.</summary>
public enum AlertEvent
{
    /// <summary>It was raised.</summary>
    Raised,

    /// <summary>Its cause is gone.</summary>
    Resolved,

    /// <summary>Someone acknowledged or snoozed it, or its snooze is over.</summary>
    Changed,
}

/// <summary>News of an alert.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Account">The account concerned; null if the whole tenant is.</param>
/// <param name="Alert">The alert as it stands.</param>
public sealed record AlertNews(AlertEvent Event, AccountId? Account, AlertMessage Alert)
{
    /// <summary>True if the caller may see the alert. Those of the whole tenant are for people who see all of it.</summary>
    public bool IsFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Account is { } account ? caller.CanSee(account) : caller.VisibleAccounts.IsAll;
    }
}

/// <summary>Tells open pages and hub clients of alerts, after they are stored. Singleton; safe for many threads.</summary>
public sealed class AlertFeed(ILogger<AlertFeed> logger) : NewsFeed<AlertNews>(logger);
