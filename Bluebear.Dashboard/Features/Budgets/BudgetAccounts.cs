using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>An account that a budget can fund, or take credits from.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Available">Its available credits.</param>
/// <param name="IsPrimary">True for the Primary Workspace.</param>
public sealed record BudgetAccount(AccountId Id, string Name, Credits Available, bool IsPrimary);

/// <summary>Lists the accounts for the form that plans a budget.</summary>
internal sealed class BudgetAccounts(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The active accounts that the caller may see, the Primary Workspace first, then by name; and the tenant's zone.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets.</exception>
    public async Task<(IReadOnlyList<BudgetAccount> Accounts, TimeZoneInfo Zone)> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.PlanBudgets, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = await db.Accounts.Where(row => row.Status == AccountStatus.Active)
            .OrderByDescending(row => row.Kind == AccountKinds.Tenant).ThenBy(row => row.NameKey)
            .Select(row => new { row.Id, row.Name, row.Kind, row.AvailableMicroCredits }).ToListAsync(cancellation);
        return ([
            .. rows.Where(row => caller.CanSee(new(row.Id))).Select(row => new BudgetAccount(
                new(row.Id), row.Name, Credits.FromMicroCredits(row.AvailableMicroCredits), row.Kind == AccountKinds.Tenant)),
        ], caller.TimeZone);
    }
}
