using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Delivery;

internal sealed class WebhookEndpointConfiguration : IEntityTypeConfiguration<WebhookEndpointRow>
{
    public void Configure(EntityTypeBuilder<WebhookEndpointRow> builder)
    {
        builder.OfTenant("webhook_endpoints", "id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.TenantId, row.State });
        builder.Check("url", "length(url) BETWEEN 1 AND 2000")
            .Check("events", "length(events) > 0")
            .Check("format", "format BETWEEN 1 AND 2")
            .Check("state", "state BETWEEN 1 AND 3")
            .Check("off_reason", "(state = 2) <= (off_reason IS NOT NULL)")
            .Check("previous", "(previous_secret IS NULL) = (previous_until IS NULL)");
    }
}
