using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Delivery;

internal sealed class NotificationSettingsConfiguration : IEntityTypeConfiguration<NotificationSettingsRow>
{
    public void Configure(EntityTypeBuilder<NotificationSettingsRow> builder)
    {
        builder.OfTenant("notification_settings").HasKey(row => row.PersonId);
        builder.Property(row => row.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.TenantId);
        builder.Check("alerts", "alerts BETWEEN 0 AND 3")
            .Check("quiet", "(quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439 AND quiet_from <> quiet_until")
            .Check("digest_at", "digest_at BETWEEN 0 AND 1439");
    }
}
