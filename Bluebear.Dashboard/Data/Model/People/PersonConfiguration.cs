using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.People;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<IdentityUserClaim<long>>,
    IEntityTypeConfiguration<IdentityUserLogin<long>>,
    IEntityTypeConfiguration<IdentityUserToken<long>>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(person => person.DisplayName).HasMaxLength(100);
        builder.HasOne<TenantRow>().WithMany().HasForeignKey(person => person.TenantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(person => person.TenantId);
        builder.HasIndex(person => person.NormalizedEmail).IsUnique();
        builder.Check("role", "role BETWEEN 0 AND 3");
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder)
    {
        builder.ToTable("person_claims");
        builder.HasIndex(claim => claim.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder)
    {
        builder.ToTable("person_logins");
        builder.HasIndex(login => login.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder) => builder.ToTable("person_tokens");
}
