using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Budgets;

internal sealed class BudgetConfiguration : IEntityTypeConfiguration<BudgetRow>
{
    public void Configure(EntityTypeBuilder<BudgetRow> builder)
    {
        builder.OfTenant("budgets", "id", "account_id", "source_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<BudgetRow, AccountRow>(nameof(BudgetRow.AccountId), nameof(BudgetRow.SourceId));
        builder.HasIndex(row => row.AccountId);
        builder.HasIndex(row => row.SourceId).HasFilter("status = 1");
        builder.HasIndex(row => row.TenantId);
        builder.HasIndex(row => row.NextAt).HasFilter("next_at IS NOT NULL");
        builder.HasIndex(row => new { row.TenantId, row.KeyHash }).IsUnique().HasFilter("key_hash IS NOT NULL");
        builder.NeverNegative("periods", "current_period");
        builder.Hash("key_hash", "request_hash")
            .Check("kind", "kind BETWEEN 1 AND 4")
            .Check("amount", "(amount_micro_credits IS NULL) <> (top_up_to_micro_credits IS NULL)")
            .Check("amounts", "ifnull(amount_micro_credits, 1) > 0 AND ifnull(top_up_to_micro_credits, 1) > 0")
            .Check("unused", "unused BETWEEN 1 AND 4 AND (unused = 3) = (carry_up_to_micro_credits IS NOT NULL)")
            .Check("carry", "carry_up_to_micro_credits IS NULL OR carry_up_to_micro_credits >= 0")
            .Check("day", "day BETWEEN 1 AND 31")
            .Check("source", "source_id <> account_id")
            .Check("one_time", "kind <> 1 OR ends_at IS NOT NULL")
            .Check("status", "status BETWEEN 1 AND 3 AND (status = 1) = (ended_at IS NULL) AND (status = 1) = (next_at IS NOT NULL)")
            .Check("mark", "(key_hash IS NULL) = (request_hash IS NULL)");
    }
}

internal sealed class BudgetPeriodConfiguration : IEntityTypeConfiguration<BudgetPeriodRow>
{
    public void Configure(EntityTypeBuilder<BudgetPeriodRow> builder)
    {
        builder.OfTenant("budget_periods", "id", "budget_id", "account_id", "source_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.RefersTo<BudgetPeriodRow, BudgetRow>(nameof(BudgetPeriodRow.BudgetId))
            .RefersTo<BudgetPeriodRow, AccountRow>(nameof(BudgetPeriodRow.AccountId), nameof(BudgetPeriodRow.SourceId));
        builder.HasIndex(row => new { row.BudgetId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.SourceId, row.WaitingSince, row.Id }, "ix_budget_periods_waiting").HasFilter("state = 2");
        builder.HasIndex(row => row.TenantId);
        builder.NeverNegative("due_micro_credits", "before_micro_credits", "funded_micro_credits", "carried_in_micro_credits",
            "carried_out_micro_credits", "returned_micro_credits", "expired_micro_credits");
        builder.Check("number", "number > 0")
            .Check("window", "starts_at < ends_at")
            .Check("state", "state BETWEEN 1 AND 5")
            .Check("waiting", "(state = 2) = (waiting_since IS NOT NULL)");
    }
}
