using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Prices;

internal sealed class ModelAliasConfiguration : IEntityTypeConfiguration<ModelAliasRow>
{
    public void Configure(EntityTypeBuilder<ModelAliasRow> builder)
    {
        builder.OfTenant("model_aliases").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.TenantId, row.Alias });
        builder.Check("alias", "length(alias) BETWEEN 1 AND 255")
            .Check("model", "model IS NULL OR (length(model) BETWEEN 1 AND 255 AND model <> alias)");
    }
}
