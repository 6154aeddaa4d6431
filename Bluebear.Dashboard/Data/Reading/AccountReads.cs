using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Converts rows to the ledger's types.</summary>
public static class AccountReads
{
    /// <summary>The account of a row.</summary>
    public static Account ToAccount(AccountRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new()
        {
            Id = new(row.Id),
            Kind = row.Kind,
            Name = row.Name,
            Ref = row.Ref,
            Parent = row.ParentId is { } parent ? new(parent) : null,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            DeletedAt = row.DeletedAt,
            Available = Credits.FromMicroCredits(row.AvailableMicroCredits),
            Reserved = Credits.FromMicroCredits(row.ReservedMicroCredits),
            Overage = Credits.FromMicroCredits(row.OverageMicroCredits),
            EntrySequence = row.EntrySequence,
            ReferenceBalance = Credits.FromMicroCredits(row.ReferenceMicroCredits),
            ReferenceTransfer = row.ReferenceTransferId is { } setter ? new(setter) : null,
            AllocationEra = row.AllocationEra,
            StandingAllocations = row.StandingAllocations,
            NextBudgetAt = row.NextBudgetAt,
            RunningBudgets = row.RunningBudgets,
            OnExhausted = row.OnExhausted,
        };
    }

    /// <summary>The head of a row.</summary>
    public static TenantHead ToHead(TenantHeadRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new()
        {
            Tenant = new(row.TenantId),
            Primary = new(row.PrimaryId),
            Mode = row.Mode,
            ModeEra = row.ModeEra,
            LastSweep = row.LastSweepId is { } sweep ? new(sweep) : null,
            LastRecordedAt = row.LastRecordedAt,
            Purchased = Credits.FromMicroCredits(row.PurchasedMicroCredits),
            Used = Credits.FromMicroCredits(row.UsedMicroCredits),
            Tokens = row.Tokens,
            Transfers = row.Transfers,
            Accounts = row.Accounts,
            Purchases = row.Purchases,
            Lots = row.Lots,
            Charges = row.Charges,
            Holds = row.Holds,
            Texts = row.Texts,
            Budgets = row.Budgets,
            BudgetPeriods = row.BudgetPeriods,
            Seals = row.Seals,
            SealHash = row.SealHash,
        };
    }
}
