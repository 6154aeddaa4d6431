using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class TextConfiguration : IEntityTypeConfiguration<TextRow>
{
    public void Configure(EntityTypeBuilder<TextRow> builder)
    {
        builder.OfTenant("texts", "id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.TenantId, row.Kind, row.Value }).IsUnique();
        builder.Check("kind", "kind BETWEEN 1 AND 7").Check("value", "length(value) > 0 AND (length(value) <= 500 OR kind = 7)").Check("digest", "length(digest) = 16");
    }
}
