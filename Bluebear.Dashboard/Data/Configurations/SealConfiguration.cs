using Bluebear.Dashboard.Data.Conventions;
using Bluebear.Dashboard.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Configurations;

internal sealed class SealConfiguration : IEntityTypeConfiguration<SealRow>
{
    public void Configure(EntityTypeBuilder<SealRow> builder)
    {
        builder.OfTenant("seals", "first_transfer_id", "last_transfer_id").HasKey(row => new { row.TenantId, row.Number });
        builder.RefersTo<SealRow, TransferRow>(nameof(SealRow.FirstTransferId), nameof(SealRow.LastTransferId));
        builder.Check("number", "number > 0").Check("span", "first_transfer_id <= last_transfer_id").Check("hash", "length(hash) = 32");
    }
}
