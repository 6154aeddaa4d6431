using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Alerts;

/// <summary>How far a tenant's alert rules have come.</summary>
public sealed class AlertCursorRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The number of the last transfer that was judged.</summary>
    public long Transfers { get; set; }

    /// <summary>The credit mode after that transfer.</summary>
    public CreditMode Mode { get; set; }

    /// <summary>True if moves were stopped by a difference in the books when the rules last looked.</summary>
    public bool AreMovesStopped { get; set; }

    /// <summary>When the clock makes something due next; null for never.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    /// <summary>The number of alerts so far.</summary>
    public long Alerts { get; set; }

    /// <summary>The last <see cref="AlertRow.Sequence"/>.</summary>
    public long Sequence { get; set; }
}
