using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

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
            row.AccountId,
            row.ActorId,
            row.TagsId,
        });
        builder.HasIndex(row => new { row.TenantId, row.Day });
        builder.HasTokens(row => row.Tokens).WholeNumbers(["micro_credits", "requests", .. TokenColumns.Names]);
    }
}
