using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class UsageDayConfiguration : IEntityTypeConfiguration<UsageDayRow>
{
    public void Configure(EntityTypeBuilder<UsageDayRow> builder)
    {
        builder.OfTenant("usage_days").HasKey(row => new { row.TenantId, row.Dimension, row.Day, row.AccountId });
        builder.HasIndex(row => new { row.AccountId, row.Dimension, row.Day });
        builder.Check("dimension", "dimension IN (1, 2)");
        builder.WholeNumbers("micro_credits", "requests", "input_tokens", "cached_input_tokens", "output_tokens");
    }
}
