using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.People;

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHeadRow>
{
    public void Configure(EntityTypeBuilder<AuditHeadRow> builder)
    {
        builder.OfTenant("audit_heads").HasKey(row => row.TenantId);
        builder.Property(row => row.TenantId).ValueGeneratedNever();
        builder.NeverNegative("events").Check("hash", "length(hash) = 32");
    }
}
