using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>On whom workspaces without an allocation draw, under the rules as they are stored now: the engine's answer.</summary>
internal sealed class WorkspacePayers : IPathBooks
{
    private static readonly Credits Least = Credits.FromMicroCredits(1);

    private readonly Dictionary<AccountId, Account> _accounts;

    private WorkspacePayers(LedgerHead head, SpendPolicies policies, IEnumerable<Account> accounts) =>
        (Head, Policies, _accounts) = (head, policies, accounts.ToDictionary(static account => account.Id));

    /// <inheritdoc/>
    public LedgerHead Head { get; }

    /// <inheritdoc/>
    public SpendPolicies Policies { get; }

    /// <inheritdoc/>
    public Account? Open(AccountId id) => _accounts.GetValueOrDefault(id);

    // A workspace is named by its id, and no user is.
    /// <inheritdoc/>
    public AccountId? FindByRef(string reference) => null;

    /// <summary>Who pays first for a workspace that pays nothing itself, by name; null where nobody else may.</summary>
    public string? NameFor(AccountId workspace)
    {
        var decision = ChargingPath.Decide(this, new UsageFacts { Workspace = workspace }, Least);
        var payer = decision.FundedBy is [var first, ..] ? first.Account : decision.Limiting;
        return payer is { } id && id != workspace ? Open(id)?.Name : null;
    }

    /// <summary>Reads what is needed for it: the rules, those workspaces, and what stands above workspaces.</summary>
    public static async Task<WorkspacePayers> ReadAsync(BluebearDbContext context, LedgerHead head, CancellationToken cancellation)
    {
        var rows = await context.Accounts.AsNoTracking()
            .Where(row => row.Kind == AccountKinds.Tenant
                || (row.Kind == AccountKinds.Workspace && row.Status == AccountStatus.Active
                    && (row.StandingAllocations == 0 || row.AllocationEra != head.ModeEra))
                || context.Accounts.Any(child => child.ParentId == row.Id))
            .ToListAsync(cancellation);
        return new(head, await context.ReadRoutesAsync(cancellation), rows.Select(AccountReads.ToAccount));
    }
}
