using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Model.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Budgets;

/// <summary>The budget that new workspaces get: of the whole company, or of an organization that has its own.</summary>
public sealed class DefaultBudgetRow : ITenantRow
{
    /// <summary>The organization, or <see cref="Ledger.Values.AccountId.None"/> of the tenant for the company's.</summary>
    public long ScopeId { get; set; }

    public int TenantId { get; set; }

    /// <summary>The organization; null for the company's.</summary>
    public long? AccountId { get; set; }

    public BudgetKind Kind { get; set; }

    public long? AmountMicroCredits { get; set; }

    public long? TopUpToMicroCredits { get; set; }

    /// <summary>The day of the month; null for the day on which the workspace is created.</summary>
    public int? Day { get; set; }

    public UnusedCredits Unused { get; set; }

    public long? CarryUpToMicroCredits { get; set; }

    public bool AllowPartial { get; set; }
}

internal sealed class DefaultBudgetConfiguration : IEntityTypeConfiguration<DefaultBudgetRow>
{
    public void Configure(EntityTypeBuilder<DefaultBudgetRow> builder)
    {
        builder.OfTenant("default_budgets", "scope_id", "account_id").HasKey(static row => row.ScopeId);
        builder.Property(static row => row.ScopeId).ValueGeneratedNever();
        builder.RefersTo<DefaultBudgetRow, AccountRow>(nameof(DefaultBudgetRow.AccountId));
        builder.Check("scope", "account_id IS NULL OR account_id = scope_id")
            .Check("kind", "kind BETWEEN 2 AND 4")
            .Check("amount", "(amount_micro_credits IS NULL) <> (top_up_to_micro_credits IS NULL)")
            .Check("unused", "unused BETWEEN 1 AND 4 AND (unused = 3) = (carry_up_to_micro_credits IS NOT NULL)")
            .Check("day", "day BETWEEN 1 AND 31");
    }
}
