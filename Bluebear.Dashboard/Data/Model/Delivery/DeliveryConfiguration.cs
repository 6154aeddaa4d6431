using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Delivery;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.OfTenant("deliveries", "id", "event_id", "endpoint_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<DeliveryRow, OutboxEventRow>(nameof(DeliveryRow.EventId))
            .RefersTo<DeliveryRow, WebhookEndpointRow>(nameof(DeliveryRow.EndpointId))
            .RefersTo<DeliveryRow, Person>(nameof(DeliveryRow.PersonId));
        // Each event goes once to each.
        builder.HasIndex(row => new { row.EventId, row.EndpointId }).IsUnique().HasFilter("endpoint_id IS NOT NULL");
        builder.HasIndex(row => new { row.EventId, row.PersonId }).IsUnique().HasFilter("person_id IS NOT NULL");
        builder.HasIndex(row => row.NextAttemptAt).HasFilter("state = 1");
        builder.HasIndex(row => new { row.TenantId, row.State, row.Id });
        builder.HasIndex(row => row.TenantId, "ix_deliveries_given_up").HasFilter("state = 3");
        builder.HasIndex(row => new { row.TenantId, row.CreatedAt }).HasFilter("person_id IS NOT NULL");
        builder.Check("to", "(endpoint_id IS NULL) <> (person_id IS NULL)")
            .Check("state", "state BETWEEN 1 AND 4")
            .Check("ended", "(state = 1) = (ended_at IS NULL)")
            .Check("last_answer", "length(last_answer) <= 500")
            .NeverNegative("attempts");
    }
}
