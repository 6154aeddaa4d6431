using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The content of the Policies page.</summary>
/// <param name="Policies">The current policies.</param>
/// <param name="Mode">The credit mode: in Shared Pool mode no route applies.</param>
/// <param name="Pool">The Primary Workspace's name.</param>
/// <param name="Changed">The last change; null if they were never changed.</param>
/// <param name="CanEdit">Whether the caller may change them.</param>
/// <param name="CanSetRules">Whether the caller may give an account its own rule.</param>
/// <param name="Accounts">All active accounts except the Primary Workspace, by name.</param>
public sealed record PoliciesView(
    SpendPolicies Policies, CreditMode Mode, string Pool, PolicyEvent? Changed, bool CanEdit, bool CanSetRules, IReadOnlyList<AccountWithRule> Accounts)
{
    /// <summary>Whether the caller may move credits now: not in Shared Pool mode.</summary>
    public bool CanMove { get; init; }

    /// <summary>Whether the caller may record purchases.</summary>
    public bool CanPurchase { get; init; }
}

/// <summary>An account that a question can name.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, see <see cref="AccountKinds"/>.</param>
/// <param name="Ref">Its reference, or null.</param>
/// <param name="Rule">Its own rule for a request that it cannot cover, or null.</param>
public sealed record AccountWithRule(AccountId Id, string Name, string Kind, string? Ref, OnExhausted? Rule = null);

/// <summary>Reads the Policies page.</summary>
public sealed class ReadPoliciesPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The page.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<PoliciesView> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await RequireAsync(cancellation);
        await using var context = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var mode = await context.TenantHeads.Select(row => row.Mode).SingleAsync(cancellation);
        var pool = await context.Accounts.Where(row => row.Kind == AccountKinds.Tenant).Select(row => row.Name).SingleAsync(cancellation);
        return new(
            await context.ReadPoliciesAsync(cancellation), mode, pool,
            await PolicyEvents.LatestAsync(context, AuditActions.PoliciesChanged, cancellation),
            caller.Can(Permission.ManagePolicies), caller.Can(Permission.ManageWorkspaces),
            await AccountsAsync(context, cancellation))
        {
            CanMove = mode == CreditMode.WorkspaceBudget && caller.Can(Permission.MoveCredits),
            CanPurchase = caller.Can(Permission.RecordPurchases),
        };
    }

    private static async Task<IReadOnlyList<AccountWithRule>> AccountsAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        var rows = await context.Accounts.Where(row => row.Status == AccountStatus.Active && row.Kind != AccountKinds.Tenant)
            .OrderBy(row => row.NameKey).Select(row => new { row.Id, row.Name, row.Kind, row.Ref, row.OnExhausted }).ToListAsync(cancellation);
        return [.. rows.Select(row => new AccountWithRule(new(row.Id), row.Name, row.Kind, row.Ref, row.OnExhausted))];
    }

    private async Task<Caller> RequireAsync(CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireWholeTenant();
        return caller;
    }
}
