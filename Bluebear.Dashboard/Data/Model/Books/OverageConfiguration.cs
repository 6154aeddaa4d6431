using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Model.Spending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

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
