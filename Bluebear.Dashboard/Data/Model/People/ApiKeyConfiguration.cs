using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.People;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.OfTenant("api_keys", "id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.TenantId, row.NameKey }).IsUnique().HasFilter("revoked_at IS NULL");
        builder.Check("name", $"length(name) BETWEEN 1 AND {AccountName.MaxLength}")
            .Check("scopes", "scopes BETWEEN 1 AND 31")
            .Check("hash", "length(hash) = 32")
            .Check("old", "(old_hash IS NULL) = (old_until IS NULL) AND (old_hash IS NULL OR length(old_hash) = 32)");
    }
}
