using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class PurchaseConfiguration : IEntityTypeConfiguration<PurchaseRow>
{
    public void Configure(EntityTypeBuilder<PurchaseRow> builder)
    {
        builder.OfTenant("purchases", "id", "transfer_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<PurchaseRow, TransferRow>(nameof(PurchaseRow.TransferId));
        builder.HasIndex(row => row.TransferId).IsUnique();
        builder.HasIndex(row => row.TenantId);
        builder.NeverNegative("spent_micro_credits", "expired_micro_credits");
        builder.Check("amount", "amount_micro_credits > 0")
            .Check("reference", "length(reference) BETWEEN 1 AND 255")
            .Check("price", "(price_amount IS NULL) = (price_currency IS NULL)")
            .Check("price_currency", "length(price_currency) = 3");
    }
}
