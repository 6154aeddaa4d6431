using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Alerts;

/// <summary>A warning and what became of it.</summary>
public sealed class AlertRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account concerned; null if the whole tenant is.</summary>
    public long? AccountId { get; set; }

    public AlertKind Kind { get; set; }

    public AlertSeverity Severity { get; set; }

    public AlertState State { get; set; }

    /// <summary>What it is about. Of one cause at most one alert is unresolved.</summary>
    public required string Cause { get; set; }

    /// <summary>When the cause came about.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>Until when it stays quiet; null if it does not.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>True while it stays quiet until it gets worse.</summary>
    public bool IsSnoozedUntilWorse { get; set; }

    /// <summary>What is left and of what, in words.</summary>
    public required string Message { get; set; }

    /// <summary>The figures of then: a JSON object of the API.</summary>
    public required string Facts { get; set; }

    /// <summary>Grows with every change of any alert of the tenant.</summary>
    public long Sequence { get; set; }
}
