using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Prices;

internal sealed class ModelPriceConfiguration : IEntityTypeConfiguration<ModelPriceRow>
{
    public void Configure(EntityTypeBuilder<ModelPriceRow> builder)
    {
        builder.OfTenant("model_prices").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.TenantId, row.Model, row.ValidFrom });
        builder.Check("model", "length(model) BETWEEN 1 AND 255");
        foreach (var price in (string[])["input_per_million", "cached_input_per_million", "output_per_million"])
        {
            builder.Check(price, $"{price} GLOB '[0-9]*'");
        }
    }
}
