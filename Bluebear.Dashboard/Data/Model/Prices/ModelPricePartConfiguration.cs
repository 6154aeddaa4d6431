using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Prices;

internal sealed class ModelPricePartConfiguration : IEntityTypeConfiguration<ModelPricePartRow>
{
    public void Configure(EntityTypeBuilder<ModelPricePartRow> builder)
    {
        builder.OfTenant("model_price_parts").HasKey(row => new { row.PriceId, row.Part, row.Tier, row.AboveInputTokens });
        builder.HasOne<ModelPriceRow>().WithMany(price => price.Parts).HasForeignKey(row => row.PriceId).OnDelete(DeleteBehavior.Restrict);
        builder.Check("part", "part BETWEEN 1 AND 15")
            .Check("tier", "tier BETWEEN 0 AND 3")
            .Check("above", "above_input_tokens = 0 OR (above_input_tokens BETWEEN 1 AND 1000000000000 AND part <= 10)")
            // These are columns of the price itself.
            .Check("plain", "part NOT IN (1, 2, 7) OR tier <> 0 OR above_input_tokens <> 0")
            .Check("per_million", "per_million GLOB '[0-9]*'");
    }
}
