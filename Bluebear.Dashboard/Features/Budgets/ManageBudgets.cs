using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Plans, changes and cancels budgets.</summary>
internal sealed class ManageBudgets(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, BudgetLimits limits)
{
    /// <summary>Plans a budget, once for each key; its id is in the receipt. Above the tenant's limit it waits for a second person.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or may not see an account.</exception>
    public async Task<BudgetOutcome> PlanAsync(PlanBudget plan, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var caller = await callers.RequireAsync(Permission.PlanBudgets, cancellation);
        caller.RequireSight(plan.Account.Id);
        if (plan.Source is { } source)
        {
            caller.RequireSight(source.Id);
        }

        return await limits.HoldAsync(caller, plan, key, cancellation)
            ?? new(null, await postings.PostAsync(caller, plan, key, cancellation: cancellation));
    }

    /// <summary>Changes a budget, from its next period or now. To more, above the tenant's limit, it waits for a second person.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or may not see the budget.</exception>
    public async Task<BudgetOutcome> ChangeAsync(ChangeBudget change, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var caller = await RequireAsync(change.Budget, cancellation);
        return await limits.HoldAsync(caller, change, key, cancellation)
            ?? new(null, await postings.PostAsync(caller, change, key, cancellation: cancellation));
    }

    /// <summary>What a change would do now.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or may not see the budget.</exception>
    public async Task<Outcome> PreviewAsync(ChangeBudget change, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return await postings.PreviewAsync(await RequireAsync(change.Budget, cancellation), change, cancellation);
    }

    /// <summary>Ends a budget early. Nothing happens if it is over.</summary>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or may not see the budget.</exception>
    public async Task<Outcome> CancelAsync(BudgetId budget, OperationKey key, CancellationToken cancellation = default) =>
        await postings.PostAsync(await RequireAsync(budget, cancellation), new CancelBudget(budget), key, cancellation: cancellation);

    private async Task<Caller> RequireAsync(BudgetId budget, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.PlanBudgets, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var account = await db.Budgets.Where(row => row.Id == budget.Value).Select(row => (long?)row.AccountId).SingleOrDefaultAsync(cancellation);
        return account is { } id && !caller.CanSee(new(id)) ? throw AccessRefusedException.NotFound(caller) : caller;
    }
}
