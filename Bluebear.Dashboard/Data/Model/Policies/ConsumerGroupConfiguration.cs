using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Policies;

internal sealed class ConsumerGroupConfiguration : IEntityTypeConfiguration<ConsumerGroupRow>
{
    public void Configure(EntityTypeBuilder<ConsumerGroupRow> builder)
    {
        builder.OfTenant("consumer_groups", "team_id").HasKey(row => new { row.TenantId, row.GroupId });
        builder.RefersTo<ConsumerGroupRow, AccountRow>(nameof(ConsumerGroupRow.TeamId));
        builder.Check("group_id", "length(group_id) BETWEEN 1 AND 255");
    }
}
