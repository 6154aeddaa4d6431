using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

internal sealed class DenialConfiguration : IEntityTypeConfiguration<DenialRow>
{
    public void Configure(EntityTypeBuilder<DenialRow> builder)
    {
        builder.OfTenant("denials", "id", "account_id", "workspace_id", "team_id", "named_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<DenialRow, AccountRow>(nameof(DenialRow.AccountId)).RefersTo<DenialRow, AccountRow>(nameof(DenialRow.WorkspaceId))
            .RefersTo<DenialRow, AccountRow>(nameof(DenialRow.TeamId)).RefersTo<DenialRow, AccountRow>(nameof(DenialRow.NamedId));
        builder.HasIndex(row => new { row.TenantId, row.LastAt });
        builder.HasIndex(row => new { row.TenantId, row.Digest });
        builder.NeverNegative("input_tokens", "cached_input_tokens", "output_tokens", "amount_micro_credits", "shortfall_micro_credits")
            .WholeNumbers("times", "shortfall_micro_credits")
            .Check("reason", "reason BETWEEN 1 AND 2").Check("times", "times > 0").Check("order", "first_at <= last_at");
    }
}
