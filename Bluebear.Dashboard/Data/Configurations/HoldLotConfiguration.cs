using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class HoldLotConfiguration : IEntityTypeConfiguration<HoldLotRow>
{
    public void Configure(EntityTypeBuilder<HoldLotRow> builder)
    {
        builder.OfTenant("hold_lots", "hold_id", "lot_id", "account_id").HasKey(row => new { row.HoldId, row.LotId });
        builder.RefersTo<HoldLotRow, HoldRow>(nameof(HoldLotRow.HoldId))
            .RefersTo<HoldLotRow, LotRow>(nameof(HoldLotRow.LotId))
            .RefersTo<HoldLotRow, AccountRow>(nameof(HoldLotRow.AccountId));
        builder.HasIndex(row => row.AccountId);
        builder.Check("amount", "amount_micro_credits > 0");
    }
}
