using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Accounts;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.OfTenant("accounts", "id", "parent_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<AccountRow, AccountRow>(nameof(AccountRow.ParentId));
        builder.HasIndex(row => new { row.TenantId, row.Kind, row.NameKey }).IsUnique().HasFilter("status = 0");
        builder.HasIndex(row => new { row.TenantId, row.RefKey }).IsUnique().HasFilter("status = 0 AND ref_key IS NOT NULL");
        builder.HasIndex(row => row.TenantId, "ix_accounts_one_primary").IsUnique().HasFilter($"kind = '{AccountKinds.Tenant}'");
        builder.HasIndex(row => row.ParentId).HasFilter("parent_id IS NOT NULL");
        builder.HasIndex(row => row.TenantId, "ix_accounts_with_figures")
            .HasFilter("available_micro_credits > 0 OR reserved_micro_credits > 0 OR overage_micro_credits > 0");
        builder.NeverNegative("available_micro_credits", "reserved_micro_credits", "overage_micro_credits", "entry_sequence",
            "standing_allocations", "running_budgets");
        builder.Check("status", "status IN (0, 1)")
            .Check("name", $"length(name) BETWEEN 1 AND {AccountName.MaxLength}")
            .Check("on_exhausted", "on_exhausted IN (0, 1)")
            .Check("parent", "parent_id <> id")
            .Check("deleted", "(status = 1) = (deleted_at IS NOT NULL)")
            .Check("ref_key", "(ref IS NULL) = (ref_key IS NULL)");
    }
}
