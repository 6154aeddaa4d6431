using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Whose new workspaces get a budget.</summary>
/// <param name="Organization">The organization; none for the whole company.</param>
/// <param name="Name">The organization's name, or the company's.</param>
/// <param name="Rule">The budget; null if there is no rule.</param>
public sealed record DefaultBudgetScope(AccountId Organization, string Name, PlanBudget? Rule);

/// <summary>The default budgets as the page shows them.</summary>
/// <param name="Scopes">The company, then the active organizations by name.</param>
/// <param name="CanPlan">Whether the viewer may change the rules.</param>
public sealed record DefaultBudgetList(IReadOnlyList<DefaultBudgetScope> Scopes, bool CanPlan);

/// <summary>Reads the default budgets with the names of their organizations.</summary>
internal sealed class ReadDefaultBudgets(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DefaultBudgets defaults)
{
    /// <summary>The rules; null for people who see only a part of the company.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<DefaultBudgetList?> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (!caller.VisibleAccounts.IsAll)
        {
            return null;
        }

        var rules = (await defaults.ListAsync(cancellation)).ToDictionary(static rule => rule.Account.Id);
        await using var context = contexts.ForTenant(caller.Tenant);
        var company = await context.Tenants.Where(row => row.Id == caller.Tenant.Value).Select(static row => row.Name).SingleAsync(cancellation);
        var organizations = await context.Accounts.Where(static row => row.Kind == AccountKinds.Organization && row.Status == AccountStatus.Active)
            .OrderBy(static row => row.NameKey).Select(static row => new { row.Id, row.Name }).ToListAsync(cancellation);
        return new(
            [
                ScopeOf(AccountId.None(caller.Tenant), company),
                .. organizations.Select(row => ScopeOf(new(row.Id), row.Name)),
            ],
            caller.Can(Permission.PlanBudgets));

        DefaultBudgetScope ScopeOf(AccountId organization, string name) => new(organization, name, rules.GetValueOrDefault(organization));
    }
}
