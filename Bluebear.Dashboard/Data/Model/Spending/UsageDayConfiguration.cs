using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

internal sealed class UsageDayConfiguration : IEntityTypeConfiguration<UsageDayRow>
{
    public void Configure(EntityTypeBuilder<UsageDayRow> builder)
    {
        builder.OfTenant("usage_days").HasKey(row => new { row.TenantId, row.Dimension, row.Day, row.AccountId });
        builder.HasIndex(row => new { row.AccountId, row.Dimension, row.Day });
        builder.Check("dimension", "dimension IN (1, 2)");
        builder.HasTokens(row => row.Tokens).WholeNumbers(["micro_credits", "requests", .. TokenColumns.Names]);
    }
}
