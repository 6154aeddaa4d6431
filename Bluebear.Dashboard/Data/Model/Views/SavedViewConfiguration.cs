using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Views;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedViewRow>
{
    public void Configure(EntityTypeBuilder<SavedViewRow> builder)
    {
        builder.OfTenant("saved_views", "id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.TenantId, row.PersonId });
        builder.Check("name", "length(name) BETWEEN 1 AND 100").Check("query", "length(query) <= 4000");
    }
}

internal sealed class SavedViewStartConfiguration : IEntityTypeConfiguration<SavedViewStartRow>
{
    public void Configure(EntityTypeBuilder<SavedViewStartRow> builder)
    {
        builder.OfTenant("saved_view_starts", "view_id").HasKey(row => row.PersonId);
        builder.Property(row => row.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<SavedViewRow>().WithMany().HasForeignKey(row => row.ViewId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.ViewId);
    }
}
