using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>
/// The tenant's limit for transfers by hand: what is above it waits until a second person confirms it (product.md, Requests for credits). As shipped there is
/// no limit. What the product does by itself, and fundings of budgets, are no transfers by hand; planning a budget above it needs two persons.
/// </summary>
internal sealed class TransferLimits(IDbContextFactory<BluebearDbContext> contexts, RequestStore requests)
{
    /// <summary>A refusal if an amount is above the limit; otherwise null. For moves that cannot wait by themselves.</summary>
    public async Task<Outcome?> CheckAsync(Caller caller, IEnumerable<Credits> amounts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var context = contexts.ForTenant(caller.Tenant);
        return await FindAsync(context, caller, cancellation) is { } limit && amounts.Any(amount => amount > limit)
            ? Outcome.Refused(new(RefusalReason.SecondPersonNeeded, Available: limit, Field: "amount"),
                $"More than {limit.ToDisplay()} cr needs a second person. Transfer it by itself, so that someone can confirm it.")
            : null;
    }

    /// <summary>The limit; null for none.</summary>
    public async Task<Credits?> FindAsync(Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var context = contexts.ForTenant(caller.Tenant);
        return await FindAsync(context, caller, cancellation);
    }

    /// <summary>
    /// Files a transfer above the limit to be confirmed, once for its key. Null if it is within the limit, and may be posted.
    /// </summary>
    /// <param name="caller">Who wants it. May move credits.</param>
    /// <param name="from">The account that gives.</param>
    /// <param name="to">The account that receives.</param>
    /// <param name="amount">How much; null for everything available.</param>
    /// <param name="reason">Why, in words, or null.</param>
    /// <param name="key">The key that files it once.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<HeldTransfer?> HoldAsync(
        Caller caller, AccountId from, AccountId to, Credits? amount, string? reason, OperationKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var context = contexts.ForTenant(caller.Tenant);
        // A repeat is answered as the first time, also if the limit was raised meanwhile.
        var isFiled = await context.CreditRequests.AnyAsync(row => row.FilingKey == key.Value, cancellation);
        var limit = isFiled ? Credits.Zero : await FindAsync(context, caller, cancellation);
        if (limit is null)
        {
            return null;
        }

        var moved = amount ?? Credits.FromMicroCredits(
            await context.Accounts.Where(row => row.Id == from.Value).Select(row => row.AvailableMicroCredits).FirstOrDefaultAsync(cancellation));
        if (moved <= limit || from == to)
        {
            return null;
        }

        var actor = await RequestActor.OfAsync(context, caller, cancellation);
        var why = reason?.Trim() is { Length: > 0 } given ? given : "Transfer above the limit";
        return !CreditRequest.IsReason(why) || !CreditRequest.IsAmount(moved) ? null
            : new(await requests.FileAsync(caller.Tenant, to, moved, why, actor, key, cancellation, from));
    }

    private static async Task<Credits?> FindAsync(BluebearDbContext context, Caller caller, CancellationToken cancellation) =>
        await context.Tenants.Where(row => row.Id == caller.Tenant.Value).Select(row => row.TransferLimitMicroCredits).SingleOrDefaultAsync(cancellation) is { } limit
            ? Credits.FromMicroCredits(limit) : null;
}

/// <summary>A transfer that waits for a second person.</summary>
/// <param name="Request">Its request; null if the key was used for another one.</param>
public sealed record HeldTransfer(CreditRequest? Request);
