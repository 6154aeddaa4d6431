using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

internal sealed class UnpricedDayConfiguration : IEntityTypeConfiguration<UnpricedDayRow>
{
    public void Configure(EntityTypeBuilder<UnpricedDayRow> builder)
    {
        builder.OfTenant("unpriced_days").HasKey(row => new { row.TenantId, row.Day, row.Model });
        builder.Check("model", "length(model) <= 255").Check("requests", "requests > 0");
    }
}
