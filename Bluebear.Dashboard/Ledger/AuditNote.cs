namespace Bluebear.Dashboard.Ledger;

/// <summary>A change that is no movement of credits, for the record.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What was done, as stored: <c>account.change</c>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">How it was, or null.</param>
/// <param name="After">How it is, or null.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record AuditNote(
    TenantId Tenant, DateTimeOffset RecordedAt, string Actor, string Action, string Subject, string? Before, string? After, string? Reason);
