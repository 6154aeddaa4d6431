using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class HoldConfiguration : IEntityTypeConfiguration<HoldRow>
{
    public void Configure(EntityTypeBuilder<HoldRow> builder)
    {
        builder.OfTenant("holds", "id", "workspace_id", "team_id", "user_id", "model_id", "consumer_group_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<HoldRow, AccountRow>(nameof(HoldRow.WorkspaceId), nameof(HoldRow.TeamId))
            .RefersTo<HoldRow, TextRow>(nameof(HoldRow.UserId), nameof(HoldRow.ModelId), nameof(HoldRow.ConsumerGroupId));
        builder.HasIndex(row => new { row.TenantId, row.ExpiresAt }, "ix_holds_standing").HasFilter("ended_at IS NULL");
        builder.Check("amount", "amount_micro_credits > 0").Check("ended", "(ended_at IS NULL) = (ended_by IS NULL)");
    }
}
