using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>What became of a budget that someone planned or changed.</summary>
/// <param name="Held">Its request, if it is above the tenant's limit and waits for a second person; otherwise null.</param>
/// <param name="Outcome">The ledger's answer; null if it waits.</param>
internal sealed record BudgetOutcome(CreditRequest? Held, Outcome? Outcome)
{
    /// <summary>True if the ledger has planned or changed it.</summary>
    public bool IsDone => Outcome is { IsDone: true };
}

/// <summary>
/// Budgets above the tenant's transfer limit: a second person confirms them before they are planned or raised, because their fundings then
/// need nobody. Checks no permission: its callers do.
/// </summary>
internal sealed class BudgetLimits(
    Postings postings, IDbContextFactory<BluebearDbContext> contexts, TransferLimits limits, RequestStore requests)
{
    /// <summary>Files a budget above the limit, once for each key. Null if it is within: then plan it.</summary>
    public async Task<BudgetOutcome?> HoldAsync(Caller caller, PlanBudget plan, OperationKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await using var context = contexts.ForTenant(caller.Tenant);
        var amount = plan.Amount ?? plan.TopUpTo ?? Credits.Zero;
        if (!(amount > await limits.FindAsync(caller, cancellation)) && !await IsFiledAsync(context, key, cancellation))
        {
            return null;
        }

        var source = plan.Source?.Id ?? new AccountId(await context.TenantHeads.Select(static head => head.PrimaryId).SingleAsync(cancellation));
        return await FileAsync(context, caller, plan, RequestedBudget.Of(plan), new(plan.Account.Id, source, amount),
            $"Plan a budget: {BudgetTermWords.Of(plan, caller.TimeZone)}", key, cancellation);
    }

    /// <summary>Files a change that takes more than the limit, and more than before. Null if it does not: then change it.</summary>
    public async Task<BudgetOutcome?> HoldAsync(Caller caller, ChangeBudget change, OperationKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var context = contexts.ForTenant(caller.Tenant);
        if (await context.Budgets.SingleOrDefaultAsync(found => found.Id == change.Budget.Value, cancellation) is not { } row)
        {
            return null;
        }

        var budget = BudgetReads.ToBudget(row);
        var isMore = await limits.FindAsync(caller, cancellation) is { } limit && IsMore(change, budget, limit);
        return !isMore && !await IsFiledAsync(context, key, cancellation) ? null : await FileAsync(
            context, caller, change, RequestedBudget.Of(change), new(budget.Account, budget.Source, AmountOf(change, budget)),
            $"Change the budget: {BudgetTermWords.Of(change, caller.TimeZone)}", key, cancellation);
    }

    /// <summary>True if a change takes more than the limit, and more than the budget does: by its amount, or by running longer. Pure.</summary>
    public static bool IsMore(ChangeBudget change, Budget budget, Credits limit)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(budget);
        var isLonger = budget.EndsAt is { } end && (change.HasNoEnd || change.EndsAt > end);
        var isMore = change.Amount is { } amount ? budget.Amount is null || amount > budget.Amount
            : change.TopUpTo is { } target && (budget.TopUpTo is null || target > budget.TopUpTo);
        return (isLonger || isMore) && AmountOf(change, budget) > limit;
    }

    private static Credits AmountOf(ChangeBudget change, Budget budget) => change.Amount ?? change.TopUpTo ?? budget.Amount ?? budget.TopUpTo!.Value;

    // A repeat is answered as the first time, also if the limit was raised meanwhile.
    private static Task<bool> IsFiledAsync(BluebearDbContext context, OperationKey key, CancellationToken cancellation) =>
        context.CreditRequests.AnyAsync(row => row.FilingKey == key.Value, cancellation);

    private async Task<BudgetOutcome> FileAsync(BluebearDbContext context, Caller caller, Movement movement, RequestedBudget budget, Filed what,
        string words, OperationKey key, CancellationToken cancellation)
    {
        // What could not be planned now is not filed either.
        var preview = await postings.PreviewAsync(caller, movement, cancellation);
        if (!preview.IsDone)
        {
            return new(null, preview);
        }

        var actor = await RequestActor.OfAsync(context, caller, cancellation);
        return await requests.FileAsync(caller.Tenant, what.Account, what.Amount, words, actor, key, cancellation, what.Source, budget) is { } request
            ? new(request, null)
            : new(null, Outcome.Refused(new(RefusalReason.OperationKeyReused), RefusalMessages.Of(new(RefusalReason.OperationKeyReused))));
    }

    private sealed record Filed(AccountId Account, AccountId Source, Credits Amount);
}
