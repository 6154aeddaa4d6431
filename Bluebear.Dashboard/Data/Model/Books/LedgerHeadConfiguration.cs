using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class LedgerHeadConfiguration : IEntityTypeConfiguration<LedgerHeadRow>
{
    public void Configure(EntityTypeBuilder<LedgerHeadRow> builder)
    {
        builder.OfTenant("ledger_heads", "primary_id", "last_sweep_id").HasKey(row => row.TenantId);
        builder.Property(row => row.TenantId).ValueGeneratedNever();
        builder.RefersTo<LedgerHeadRow, AccountRow>(nameof(LedgerHeadRow.PrimaryId))
            .RefersTo<LedgerHeadRow, TransferRow>(nameof(LedgerHeadRow.LastSweepId))
            .NeverNegative("purchased_micro_credits", "used_micro_credits", "tokens", "transfers", "accounts", "purchases", "lots", "charges", "holds", "texts", "seals")
            .Check("seal_hash", "length(seal_hash) = 32");
    }
}
