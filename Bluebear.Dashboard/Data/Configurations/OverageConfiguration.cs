using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class OverageConfiguration : IEntityTypeConfiguration<OverageRow>
{
    public void Configure(EntityTypeBuilder<OverageRow> builder)
    {
        builder.OfTenant("open_overages", "account_id", "charge_id").HasKey(row => new { row.AccountId, row.ChargeId });
        builder.RefersTo<OverageRow, AccountRow>(nameof(OverageRow.AccountId))
            .RefersTo<OverageRow, ChargeRow>(nameof(OverageRow.ChargeId))
            .Check("amount", "amount_micro_credits > 0");
    }
}
