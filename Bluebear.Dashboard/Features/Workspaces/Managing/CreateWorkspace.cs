using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>Creates a workspace, with its leads and a first allocation.</summary>
internal sealed class CreateWorkspace(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, AccountLeads leading, TransferLimits limits,
    DefaultBudgets defaults)
{
    /// <summary>The choices of the dialog.</summary>
    /// <exception cref="AccessRefusedException">The caller may not create workspaces.</exception>
    public async Task<NewWorkspaceChoices> LoadChoicesAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var organizations = await context.Accounts
            .Where(row => row.Kind == AccountKinds.Organization && row.Status == AccountStatus.Active)
            .OrderBy(row => row.NameKey).Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        var people = await context.Users
            .Where(person => person.TenantId == caller.Tenant.Value && !person.IsDisabled)
            .OrderBy(person => person.NormalizedEmail).Select(person => new { person.Id, person.Email }).ToListAsync(cancellation);
        var pool = await context.TenantHeads.Where(head => head.Mode == CreditMode.WorkspaceBudget)
            .Join(context.Accounts, head => head.PrimaryId, row => row.Id, (_, row) => (long?)row.AvailableMicroCredits)
            .SingleOrDefaultAsync(cancellation);
        return new(
            [.. organizations.Select(row => (new AccountId(row.Id), row.Name))],
            [.. people.Select(person => (new PersonId(person.Id), person.Email ?? ""))],
            pool is { } available ? Credits.FromMicroCredits(available) : null)
        {
            Budgets = await defaults.FindAsync(caller.Tenant, [.. organizations.Select(static row => new AccountId(row.Id))], cancellation),
            CanPlan = caller.Can(Permission.PlanBudgets),
            Zone = caller.TimeZone,
        };
    }

    /// <summary>Creates it. The receipt names the new account.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="key">The key that makes it happen once. A repeat also sets leads that an interruption left out.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="AccessRefusedException">
    /// The caller may not create workspaces or move credits, or the organization or a lead does not belong to the tenant.
    /// </exception>
    public async Task<Outcome> CreateAsync(NewWorkspace workspace, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        if (workspace.FirstAllocation is not null)
        {
            caller.Require(Permission.MoveCredits);
            if (await limits.CheckAsync(caller, [workspace.FirstAllocation.Value], cancellation) is { } refused)
            {
                return refused;
            }
        }

        if (await defaults.ExcessAsync(caller, workspace.Budget?.Plan, cancellation) is { } excess)
        {
            return TooMuch(excess);
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        await RequireOwnAsync(context, caller, workspace, cancellation);
        var opening = new OpenAccount(AccountKinds.Workspace, workspace.Name, Parent: workspace.Organization, FirstAllocation: workspace.FirstAllocation);
        var outcome = await postings.PostAsync(
            caller, await defaults.WithBudgetAsync(caller, opening, workspace.Budget, cancellation), key, cancellation: cancellation);
        if (outcome.Receipt?.Account is { } account)
        {
            await leading.AddAsync(caller, account, workspace.Leads, cancellation);
        }

        return outcome;
    }

    /// <summary>The refusal of a new account's budget that needs a second person.</summary>
    public static Outcome TooMuch(Refusal excess)
    {
        ArgumentNullException.ThrowIfNull(excess);
        return Outcome.Refused(excess with { Field = "budget." + excess.Field },
            $"A budget of more than {excess.Available!.Value.ToDisplay()} cr needs a second person. Create this without it, and plan the budget then.");
    }

    private static async Task RequireOwnAsync(
        BluebearDbContext context, Caller caller, NewWorkspace workspace, CancellationToken cancellation)
    {
        var isOrganizationKnown = workspace.Organization is not { } organization || await context.Accounts.AnyAsync(
            row => row.Id == organization.Value && row.Kind == AccountKinds.Organization && row.Status == AccountStatus.Active, cancellation);
        var leads = workspace.Leads.Select(lead => lead.Value).Distinct().ToList();
        var known = await context.Users.CountAsync(
            person => person.TenantId == caller.Tenant.Value && leads.Contains(person.Id), cancellation);
        if (!isOrganizationKnown || known != leads.Count)
        {
            throw AccessRefusedException.NotFound(caller);
        }
    }
}
