using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Tenants;

internal sealed class TenantConfiguration : IEntityTypeConfiguration<TenantRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> builder)
    {
        builder.ToTable("tenants");
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => row.Name).IsUnique();
        builder.Check("id", "id > 0 AND id <= 4194304").Check("name", $"length(name) BETWEEN 1 AND {AccountName.MaxLength}")
            .Check("transfer_limit", "transfer_limit_micro_credits IS NULL OR transfer_limit_micro_credits > 0");
    }
}
