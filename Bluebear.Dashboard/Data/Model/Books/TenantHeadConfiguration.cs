using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class TenantHeadConfiguration : IEntityTypeConfiguration<TenantHeadRow>
{
    public void Configure(EntityTypeBuilder<TenantHeadRow> builder)
    {
        builder.OfTenant("ledger_heads", "primary_id", "last_sweep_id").HasKey(row => row.TenantId);
        builder.Property(row => row.TenantId).ValueGeneratedNever();
        builder.RefersTo<TenantHeadRow, AccountRow>(nameof(TenantHeadRow.PrimaryId))
            .RefersTo<TenantHeadRow, TransferRow>(nameof(TenantHeadRow.LastSweepId))
            .NeverNegative("purchased_micro_credits", "used_micro_credits", "tokens", "transfers", "accounts", "purchases", "lots", "charges", "holds", "texts", "budgets", "budget_periods", "seals")
            .Check("seal_hash", "length(seal_hash) = 32");
    }
}
