using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The rules of who pays as the page shows them.</summary>
/// <param name="Policies">The rules in force.</param>
/// <param name="Mode">The credit mode: in Shared Pool mode no route applies.</param>
/// <param name="Pool">The Primary Workspace's name.</param>
/// <param name="Changed">Who changed them last and why; null where they are as shipped.</param>
/// <param name="CanEdit">Whether the caller may change them.</param>
/// <param name="CanSetRules">Whether the caller may give an account a rule of its own.</param>
/// <param name="Accounts">Every active account but the Primary Workspace, by name: what a request can name.</param>
public sealed record PoliciesView(
    SpendPolicies Policies, CreditMode Mode, string Pool, PolicyEvent? Changed, bool CanEdit, bool CanSetRules, IReadOnlyList<AccountWithRule> Accounts);

/// <summary>An account that a question can name.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, see <see cref="AccountKinds"/>.</param>
/// <param name="Ref">Its reference, or null.</param>
/// <param name="Rule">Its own rule for when it cannot cover a request, or null.</param>
public sealed record AccountWithRule(AccountId Id, string Name, string Kind, string? Ref, OnExhausted? Rule = null);

/// <summary>Reads the caller's rules of who pays.</summary>
public sealed class ReadPoliciesPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The rules in force.</summary>
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
            await AccountsAsync(context, cancellation));
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
