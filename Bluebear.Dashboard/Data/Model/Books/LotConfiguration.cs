using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class LotConfiguration : IEntityTypeConfiguration<LotRow>
{
    public void Configure(EntityTypeBuilder<LotRow> builder)
    {
        builder.OfTenant("lots", "id", "account_id", "purchase_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<LotRow, AccountRow>(nameof(LotRow.AccountId)).RefersTo<LotRow, PurchaseRow>(nameof(LotRow.PurchaseId));
        builder.HasAlternateKey(row => new { row.AccountId, row.PurchaseId, row.BudgetPeriod });
        builder.Property(row => row.BurnEndsAt).HasComputedColumnSql("ifnull(ends_at, 9223372036854775807)", stored: false);
        builder.Property(row => row.BurnFree).HasComputedColumnSql("budget_period = 0", stored: false);
        builder.HasIndex(row => new { row.AccountId, row.BurnEndsAt, row.PurchaseId, row.BurnFree, row.Id }, "ix_lots_burn_order")
            .HasFilter("available_micro_credits > 0");
        builder.HasIndex(row => new { row.TenantId, row.EndsAt }, "ix_lots_ending")
            .HasFilter("available_micro_credits > 0 AND ends_at IS NOT NULL");
        builder.HasIndex(row => row.PurchaseId);
        builder.HasIndex(row => row.BudgetPeriod).HasFilter("budget_period > 0");
        builder.NeverNegative("available_micro_credits", "reserved_micro_credits", "budget_period", "spent_micro_credits");
    }
}
