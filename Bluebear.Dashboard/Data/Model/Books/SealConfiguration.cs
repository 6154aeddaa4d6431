using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class SealConfiguration : IEntityTypeConfiguration<SealRow>
{
    public void Configure(EntityTypeBuilder<SealRow> builder)
    {
        builder.OfTenant("seals").HasKey(row => new { row.TenantId, row.Number });
        builder.Check("number", "number > 0").Check("hash", "length(hash) = 32");
    }
}
