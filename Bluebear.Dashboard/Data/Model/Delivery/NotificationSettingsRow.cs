using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Delivery;

/// <summary>What a person wants to be mailed, and when. Without a row the role decides.</summary>
public sealed class NotificationSettingsRow : ITenantRow
{
    public long PersonId { get; set; }

    public int TenantId { get; set; }

    /// <summary>The least severe alerts that are mailed.</summary>
    public MailedAlerts Alerts { get; set; }

    /// <summary>Kinds of alerts that are not mailed, separated by commas; empty for none.</summary>
    public required string MutedKinds { get; set; }

    /// <summary>Whether requests for credits and answers to them are mailed.</summary>
    public bool Requests { get; set; }

    /// <summary>The minute of the day from which no mail is sent, or null.</summary>
    public int? QuietFrom { get; set; }

    /// <summary>The minute of the day from which mail is sent again, or null.</summary>
    public int? QuietUntil { get; set; }

    /// <summary>The minute of the day at which one mail lists the alerts of the day before, or null.</summary>
    public int? DigestAt { get; set; }

    /// <summary>Whether critical alerts are mailed at once, in quiet hours and with a digest, too.</summary>
    public bool CriticalAtOnce { get; set; }

    /// <summary>The IANA name of the zone of these minutes; null for the tenant's.</summary>
    public string? TimeZone { get; set; }
}

/// <summary>Which alerts a person is mailed. A closed set, whose numbers are stored.</summary>
public enum MailedAlerts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Critical ones.</summary>
    Critical = 1,

    /// <summary>Warnings and critical ones.</summary>
    Warning = 2,

    /// <summary>All.</summary>
    All = 3,
}
