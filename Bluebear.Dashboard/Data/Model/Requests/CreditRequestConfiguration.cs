using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Requests;

internal sealed class CreditRequestConfiguration : IEntityTypeConfiguration<CreditRequestRow>
{
    public void Configure(EntityTypeBuilder<CreditRequestRow> builder)
    {
        builder.OfTenant("credit_requests", "id", "account_id", "from_id", "budget_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<CreditRequestRow, AccountRow>(nameof(CreditRequestRow.AccountId))
            .RefersTo<CreditRequestRow, AccountRow>(nameof(CreditRequestRow.FromId))
            .RefersTo<CreditRequestRow, TransferRow>(nameof(CreditRequestRow.TransferId))
            .RefersTo<CreditRequestRow, BudgetRow>(nameof(CreditRequestRow.BudgetId));
        builder.HasIndex(row => new { row.TenantId, row.FilingKey }).IsUnique();
        builder.HasIndex(row => new { row.TenantId, row.State, row.Id });
        // Approvals on their way: looked for every half minute, and few.
        builder.HasIndex(row => row.AnsweredAt).HasFilter("state = 2");
        builder.Check("amount", "amount_micro_credits > 0")
            .Check("reason", "length(reason) BETWEEN 1 AND 500")
            .Check("state", "state BETWEEN 1 AND 6")
            .Check("answer", "(state IN (1, 6)) = (answered_at IS NULL) AND (state = 4) = (denial_reason IS NOT NULL)")
            .Check("granted", "(state IN (2, 3)) = (granted_micro_credits IS NOT NULL) AND (granted_micro_credits IS NULL OR granted_micro_credits > 0)")
            .Check("transfer", "(transfer_id IS NULL OR state = 3) AND (state <> 3 OR transfer_id IS NOT NULL OR budget_terms IS NOT NULL)")
            .Check("budget", "(budget_terms IS NULL OR from_id IS NOT NULL) AND (budget_id IS NULL OR budget_terms IS NOT NULL)")
            .Check("second", "state <> 6 OR from_id IS NOT NULL");
    }
}
