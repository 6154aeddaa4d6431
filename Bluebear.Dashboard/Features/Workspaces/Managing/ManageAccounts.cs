using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>Opens and changes accounts of any kind, and sets their leads.</summary>
internal sealed class ManageAccounts(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, AccountLeads leading, DefaultBudgets defaults)
{
    /// <summary>The people with these e-mail addresses, in their order; null for an unknown address.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts.</exception>
    public async Task<IReadOnlyList<PersonId?>> FindPeopleAsync(
        IReadOnlyList<string> emails, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        var keys = emails.Select(static email => email.Trim().ToUpperInvariant()).ToList();
        await using var context = contexts.ForTenant(caller.Tenant);
        var found = await context.Users.Where(person => person.TenantId == caller.Tenant.Value && keys.Contains(person.NormalizedEmail!))
            .ToDictionaryAsync(person => person.NormalizedEmail!, person => new PersonId(person.Id), cancellation);
        return [.. keys.Select(key => found.TryGetValue(key, out var person) ? person : (PersonId?)null)];
    }

    /// <summary>
    /// Opens an account, with the budget that was chosen for it or else, for a workspace, with the one that new ones get. The receipt names
    /// it. A repeat also sets leads that an interruption left out.
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts, or plan the chosen budget, or may not see the parent.</exception>
    public async Task<Outcome> OpenAsync(OpenAccount account, IReadOnlyCollection<PersonId> leads, OperationKey key,
        ChosenBudget? budget = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        if (account.Parent is { } parent)
        {
            caller.RequireSight(parent.Id);
        }

        if (await defaults.ExcessAsync(caller, budget?.Plan, cancellation) is { } excess)
        {
            return CreateWorkspace.TooMuch(excess);
        }

        var opening = await defaults.WithBudgetAsync(caller, account with { FirstAllocation = null }, budget, cancellation);
        var outcome = await postings.PostAsync(caller, opening, key, cancellation: cancellation);
        if (outcome.Receipt?.Account is { } opened && leads.Count > 0)
        {
            await leading.SetAsync(caller, opened, leads, cancellation);
        }

        return outcome;
    }

    /// <summary>Changes an account, and its leads if <paramref name="leads"/> is given. The receipt names it.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts, or may not see it.</exception>
    public async Task<Outcome> ChangeAsync(
        ChangeAccount change, IReadOnlyCollection<PersonId>? leads, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(change.Account.Id);
        var outcome = await postings.PostAsync(caller, change, key, cancellation: cancellation);
        if (outcome.Receipt?.Account is { } changed && leads is not null)
        {
            await leading.SetAsync(caller, changed, leads, cancellation);
        }

        return outcome;
    }

    /// <summary>The number of open holds with credits of an account.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts, or may not see it.</exception>
    public async Task<int> CountHoldsAsync(AccountId account, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(account);
        await using var context = contexts.ForTenant(caller.Tenant);
        return await context.Holds.CountAsync(
            hold => hold.Status == HoldStatus.Held && hold.TransferId != null
                && context.Transfers.Any(part => (part.Id == hold.TransferId || part.OperationId == hold.TransferId)
                    && part.FromId == account.Value),
            cancellation);
    }
}
