using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Policies;

internal sealed class SpendPoliciesConfiguration : IEntityTypeConfiguration<SpendPoliciesRow>
{
    public void Configure(EntityTypeBuilder<SpendPoliciesRow> builder)
    {
        builder.OfTenant("spend_policies").HasKey(row => row.TenantId);
        builder.Property(row => row.TenantId).ValueGeneratedNever();
    }
}
