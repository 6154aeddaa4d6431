using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Alerts;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<AlertRow>
{
    public void Configure(EntityTypeBuilder<AlertRow> builder)
    {
        builder.OfTenant("alerts", "id", "account_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<AlertRow, AccountRow>(nameof(AlertRow.AccountId));
        builder.HasIndex(row => new { row.TenantId, row.Cause }).IsUnique().HasFilter("state <> 3");
        builder.HasIndex(row => row.AccountId, "ix_alerts_unresolved_of_account").HasFilter("state <> 3");
        builder.HasIndex(row => new { row.TenantId, row.State, row.Id });
        builder.HasIndex(row => new { row.TenantId, row.SnoozedUntil }).HasFilter("snoozed_until IS NOT NULL");
        builder.Check("kind", "kind BETWEEN 1 AND 13")
            .Check("severity", "severity BETWEEN 1 AND 3")
            .Check("state", "state BETWEEN 1 AND 3")
            .Check("resolved", "(state = 3) = (resolved_at IS NOT NULL)")
            .Check("acknowledged", "(acknowledged_at IS NULL) = (acknowledged_by IS NULL) AND (state <> 2 OR acknowledged_at IS NOT NULL)");
    }
}

internal sealed class AlertMarkConfiguration : IEntityTypeConfiguration<AlertMarkRow>
{
    public void Configure(EntityTypeBuilder<AlertMarkRow> builder)
    {
        builder.OfTenant("alert_marks", "account_id").HasKey(row => new { row.AccountId, row.Threshold });
        builder.RefersTo<AlertMarkRow, AccountRow>(nameof(AlertMarkRow.AccountId));
    }
}

internal sealed class AlertCursorConfiguration : IEntityTypeConfiguration<AlertCursorRow>
{
    public void Configure(EntityTypeBuilder<AlertCursorRow> builder)
    {
        builder.OfTenant("alert_cursors").HasKey(row => row.TenantId);
        builder.Property(row => row.TenantId).ValueGeneratedNever();
        builder.NeverNegative("transfers", "sequence", "alerts");
    }
}

internal sealed class AlertRuleConfiguration : IEntityTypeConfiguration<AlertRuleRow>
{
    public void Configure(EntityTypeBuilder<AlertRuleRow> builder)
    {
        builder.OfTenant("alert_rules", "scope_id", "account_id").HasKey(row => row.ScopeId);
        builder.Property(row => row.ScopeId).ValueGeneratedNever();
        builder.RefersTo<AlertRuleRow, AccountRow>(nameof(AlertRuleRow.AccountId));
        builder.HasIndex(row => new { row.TenantId, row.ReviewFrom }).HasFilter("review_from IS NOT NULL");
        builder.Check("scope", "account_id IS NULL OR account_id = scope_id");
    }
}
