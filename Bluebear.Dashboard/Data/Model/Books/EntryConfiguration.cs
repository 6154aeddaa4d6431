using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class EntryConfiguration : IEntityTypeConfiguration<EntryRow>
{
    public void Configure(EntityTypeBuilder<EntryRow> builder)
    {
        builder.HeldToTenant("entries", "transfer_id", "account_id", "purchase_id")
            .HasKey(row => new { row.TransferId, row.Line });
        builder.RefersTo<EntryRow, TransferRow>(nameof(EntryRow.TransferId))
            .RefersTo<EntryRow, AccountRow>(nameof(EntryRow.AccountId))
            .RefersTo<EntryRow, PurchaseRow>(nameof(EntryRow.PurchaseId));
        builder.HasOne<LotRow>().WithMany().HasForeignKey(row => new { row.AccountId, row.PurchaseId, row.BudgetPeriod })
            .HasPrincipalKey(lot => new { lot.AccountId, lot.PurchaseId, lot.BudgetPeriod }).OnDelete(DeleteBehavior.Restrict);
        // An account's chain has one step for each transfer: the account's last entry in it, which has the figures. With a step
        // for
        // every entry this index would be twice as large, and each commit writes it in as many places as it has accounts.
        builder.HasIndex(row => new { row.AccountId, row.Sequence }).IsUnique().HasFilter("available_after_micro_credits IS NOT NULL");
        // For overage as of an instant. Few entries change overage.
        builder.HasIndex(row => new { row.AccountId, row.Bucket, row.Sequence }).HasFilter("account_id IS NOT NULL AND bucket = 3");
        builder.Check("line", "line > 0")
            .Check("amount", "amount_micro_credits <> 0")
            .Check("bucket", "bucket BETWEEN 1 AND 6")
            .Check("side", "(bucket <= 3) = (account_id IS NOT NULL)")
            .Check("sequence", "(account_id IS NULL AND sequence = 0) OR (account_id IS NOT NULL AND sequence > 0)")
            .Check("balance_after", "(account_id IS NULL) = (balance_after_micro_credits IS NULL)")
            .Check("available_after", "available_after_micro_credits IS NULL OR (account_id IS NOT NULL AND available_after_micro_credits >= 0"
                + " AND (bucket <> 1 OR available_after_micro_credits = balance_after_micro_credits))")
            .Check("reserved_after", "(reserved_after_micro_credits IS NULL) = (available_after_micro_credits IS NULL)"
                + " AND reserved_after_micro_credits >= 0 AND (bucket <> 2 OR reserved_after_micro_credits = balance_after_micro_credits)")
            .Check("floor", "balance_after_micro_credits IS NULL OR (bucket <= 2 AND balance_after_micro_credits >= 0)"
                + " OR (bucket = 3 AND balance_after_micro_credits <= 0)");
    }
}
