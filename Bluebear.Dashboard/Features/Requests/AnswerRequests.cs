using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>Approves and denies requests for credits.</summary>
internal sealed class AnswerRequests(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, RequestStore store, Postings postings)
{
    /// <summary>Approves a request: its credits move from the Primary Workspace, or its budget is planned as it was drafted, once.</summary>
    /// <param name="id">The request.</param>
    /// <param name="amount">Above zero; null for what was asked for.</param>
    /// <param name="cancellation">Stops waiting. What is decided is finished.</param>
    /// <returns>
    /// Refused with <see cref="RequestRefusal.Own"/>, <see cref="RequestRefusal.AlreadyAnswered"/>, <see
    /// cref="RequestRefusal.NotFound"/>; or with <see cref="RequestRefusal.Transfer"/> if the ledger refuses, for example because
    /// the pool has less: then the request stays pending.
    /// </returns>
    /// <exception cref="AccessRefusedException">The caller may not answer requests, or may not plan the budget that it asks for.</exception>
    public async Task<RequestOutcome> ApproveAsync(RequestId id, Credits? amount, CancellationToken cancellation = default)
    {
        if (amount is { } named && !CreditRequest.IsAmount(named))
        {
            return RequestOutcome.InvalidAmount();
        }

        var (caller, actor) = await ActorAsync(cancellation);
        await RequireForBudgetAsync(caller, id, cancellation);
        if (await store.ClaimAsync(caller.Tenant, id, amount, actor, cancellation) is { } refusal)
        {
            return RequestOutcome.Refused(refusal);
        }

        // From here on it is decided. A client that goes away changes nothing.
        var request = await FindAsync(caller.Tenant, id);
        await using var context = contexts.ForTenant(caller.Tenant);
        var pool = await context.TenantHeads.Select(static head => head.PrimaryId).SingleAsync(CancellationToken.None);
        var moved = await postings.PostAsync(caller, request.ToMovement(new(pool)), RequestStore.KeyOf(id),
            request.Budget is null ? request.Reason : null, PublicId.Format(PublicId.Request, id.Value), CancellationToken.None);
        if (!moved.IsDone)
        {
            await store.GiveBackAsync(caller.Tenant, id, CancellationToken.None);
            return RequestOutcome.Refused(moved);
        }

        await store.ApproveAsync(caller.Tenant, id, moved.Receipt, actor.Audit, CancellationToken.None);
        return RequestOutcome.Done(await FindAsync(caller.Tenant, id));
    }

    /// <summary>Denies a request.</summary>
    /// <param name="id">The request.</param>
    /// <param name="reason">Why, 1-500 printable characters.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not answer requests.</exception>
    public async Task<RequestOutcome> DenyAsync(RequestId id, string? reason, CancellationToken cancellation = default)
    {
        var why = reason?.Trim() ?? "";
        if (!CreditRequest.IsReason(why))
        {
            return RequestOutcome.Invalid("reason", "Say why, in 1 to 500 characters. Who asked reads it.");
        }

        var (caller, actor) = await ActorAsync(cancellation);
        return await store.DenyAsync(caller.Tenant, id, why, actor.Audit, cancellation) is { } refusal
            ? RequestOutcome.Refused(refusal) : RequestOutcome.Done(await FindAsync(caller.Tenant, id));
    }

    // To confirm a budget is to plan it: that takes the same right.
    private async Task RequireForBudgetAsync(Caller caller, RequestId id, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(caller.Tenant);
        if (await context.CreditRequests.AnyAsync(row => row.Id == id.Value && row.BudgetTerms != null, cancellation))
        {
            caller.Require(Permission.PlanBudgets);
        }
    }

    private async Task<(Caller Caller, RequestActor Actor)> ActorAsync(CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.AnswerRequests, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        return (caller, await RequestActor.OfAsync(context, caller, cancellation));
    }

    private async Task<CreditRequest> FindAsync(TenantId tenant, RequestId id)
    {
        await using var context = contexts.ForTenant(tenant);
        return CreditRequest.Of(await context.CreditRequests.SingleAsync(row => row.Id == id.Value));
    }
}
