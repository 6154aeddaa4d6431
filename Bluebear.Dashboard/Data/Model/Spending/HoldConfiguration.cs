using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Spending;

internal sealed class HoldConfiguration : IEntityTypeConfiguration<HoldRow>
{
    public void Configure(EntityTypeBuilder<HoldRow> builder)
    {
        // The hold is written first, because its reservation and its charge refer to it. `verify` checks these references.
        builder.HeldToTenant("holds", ["id", "holder_id", "transfer_id", "charge_id", .. FactsColumns.Ids]).HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<HoldRow, AccountRow>([nameof(HoldRow.HolderId), .. FactsRow.Accounts]).RefersTo<HoldRow, TextRow>(FactsRow.Texts);
        builder.HasIndex(row => new { row.TenantId, row.ExpiresAt, row.Id }, "ix_holds_standing").HasFilter("status = 0");
        builder.HasTokens(row => row.Tokens);
        // Only a request that costs nothing holds nothing, or one for which nothing is there.
        builder.Check("amount", "amount_micro_credits > 0 OR (amount_micro_credits = 0 AND transfer_id IS NULL)")
            .NeverNegative(TokenColumns.Names)
            .Check("cached", "cached_input_tokens <= input_tokens")
            .Check("details", "length(details) BETWEEN 1 AND 1000")
            .Check("status", "status BETWEEN 0 AND 3")
            .Check("ended", "(status = 0) = (ended_at IS NULL)")
            .Check("decision", "(transfer_id IS NULL) = (decision IS NOT NULL)")
            .Check("charge", "status <> 0 OR charge_id IS NULL");
    }
}
