using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Accounts;

internal sealed class AccountLeadConfiguration : IEntityTypeConfiguration<AccountLeadRow>
{
    public void Configure(EntityTypeBuilder<AccountLeadRow> builder)
    {
        builder.OfTenant("account_leads", "account_id").HasKey(row => new { row.AccountId, row.PersonId });
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.PersonId);
    }
}
