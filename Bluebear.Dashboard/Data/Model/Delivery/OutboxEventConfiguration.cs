using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Delivery;

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEventRow>
{
    public void Configure(EntityTypeBuilder<OutboxEventRow> builder)
    {
        builder.OfTenant("outbox_events", "id", "account_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<OutboxEventRow, AccountRow>(nameof(OutboxEventRow.AccountId));
        // What is due is few; what was is the whole past.
        builder.HasIndex(row => row.CreatedAt).HasFilter("fanned_out_at IS NULL");
        builder.Check("type", "length(type) BETWEEN 1 AND 50")
            .Check("severity", "severity IN ('info', 'warning', 'critical')")
            .Check("kind", "length(kind) BETWEEN 1 AND 50")
            .Check("subject", "length(subject) BETWEEN 1 AND 500")
            .Check("data", "json_type(data) = 'object'");
    }
}
