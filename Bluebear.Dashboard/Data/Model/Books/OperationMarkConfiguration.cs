using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class OperationMarkConfiguration : IEntityTypeConfiguration<OperationMarkRow>
{
    public void Configure(EntityTypeBuilder<OperationMarkRow> builder)
    {
        builder.OfTenant("operation_marks", "account_id", "hold_id", "charge_id").HasKey(row => new { row.TenantId, row.KeyHash });
        builder.RefersTo<OperationMarkRow, AccountRow>(nameof(OperationMarkRow.AccountId));
        builder.Hash("key_hash", "request_hash");
    }
}
