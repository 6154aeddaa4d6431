using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

internal sealed class ChargeConfiguration : IEntityTypeConfiguration<ChargeRow>
{
    public void Configure(EntityTypeBuilder<ChargeRow> builder)
    {
        // The charge is written first, because its transfer refers to it. So the database cannot check this reference; `verify`
        // does.
        builder.HeldToTenant("charges", ["id", "transfer_id", "payer_id", "hold_id", .. FactsColumns.Ids]).HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.OccurredAt).HasComputedColumnSql("recorded_at - occurred_ago_microseconds", stored: false);
        builder.HasTokens(row => row.Tokens);
        builder.RefersTo<ChargeRow, AccountRow>([nameof(ChargeRow.PayerId), .. FactsRow.Accounts])
            .RefersTo<ChargeRow, TextRow>(FactsRow.Texts)
            .RefersTo<ChargeRow, HoldRow>(nameof(ChargeRow.HoldId));
        builder.HasIndex(row => new { row.TenantId, row.KeyHash }).IsUnique().HasFilter("key_hash IS NOT NULL");
        builder.HasIndex(row => row.Id, "ix_charges_estimates").HasFilter("is_estimate = 1");
        builder.Hash("key_hash", "request_hash")
            .NeverNegative(["amount_micro_credits", .. TokenColumns.Names])
            .Check("cached", "cached_input_tokens <= input_tokens")
            .Check("details", "length(details) BETWEEN 1 AND 1000")
            .Check("mark", "(key_hash IS NULL) = (request_hash IS NULL)");
    }
}
