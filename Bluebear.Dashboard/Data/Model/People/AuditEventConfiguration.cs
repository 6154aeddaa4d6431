using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.People;

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEventRow>
{
    public void Configure(EntityTypeBuilder<AuditEventRow> builder)
    {
        builder.OfTenant("audit_events").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.TenantId, row.Id });
        builder.Check("actor", "length(actor) > 0").Check("action", "length(action) > 0")
            .Check("number", "number > 0").Check("digest", "length(digest) = 16").Check("hash", "length(hash) = 32");
    }
}
