using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class UsageHourConfiguration : IEntityTypeConfiguration<UsageHourRow>
{
    public void Configure(EntityTypeBuilder<UsageHourRow> builder)
    {
        builder.OfTenant("usage_hours", "payer_id").HasKey(row => new
        {
            row.TenantId,
            row.HourStartsAt,
            row.PayerId,
            row.WorkspaceId,
            row.TeamId,
            row.UserId,
            row.ModelId,
            row.ConsumerGroupId,
        });
        builder.HasIndex(row => new { row.TenantId, row.Day });
        builder.WholeNumbers("micro_credits", "requests", "input_tokens", "cached_input_tokens", "output_tokens");
    }
}
