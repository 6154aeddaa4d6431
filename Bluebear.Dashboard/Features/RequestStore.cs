using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Records requests for credits and their answers, each step once. Does not check permissions: its callers do.</summary>
/// <remarks>
/// Each step is decided under the write gate on what is stored then. So of two people who answer at once, one does. An approval is
/// claimed first and then posted under the request's own key (<see cref="KeyOf"/>): after a crash in between,
/// due work posts it, once.
/// </remarks>
public sealed class RequestStore(DatabaseWrites writes, AuditLog audit, RequestNotices notices, TimeProvider clock)
{
    private static readonly RequestState[] Open = [RequestState.Pending, RequestState.AwaitingSecond];

    /// <summary>The ledger's key for the transfer of a request.</summary>
    public static OperationKey KeyOf(RequestId request) => new("request:" + PublicId.Format(PublicId.Request, request.Value));

    /// <summary>Files a request, once for each key.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="account">The account that is to receive the credits.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reason">Why, 1-500 characters.</param>
    /// <param name="actor">Who files it.</param>
    /// <param name="key">The key that files it once.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="from">The account that gives, of what a second person has to confirm; null for a request for credits.</param>
    /// <param name="budget">The budget that a second person has to confirm; null for credits.</param>
    /// <returns>The request, or the one that the key has filed before; null if the key has filed another one.</returns>
    public async Task<CreditRequest?> FileAsync(
        TenantId tenant, AccountId account, Credits amount, string reason, RequestActor actor, OperationKey key, CancellationToken cancellation,
        AccountId? from = null, RequestedBudget? budget = null)
    {
        var terms = budget?.ToString();
        var filed = await writes.WriteAsync(
                tenant,
                async context =>
                {
                    if (await context.CreditRequests.FirstOrDefaultAsync(row => row.FilingKey == key.Value, cancellation) is { } known)
                    {
                        return known.AccountId == account.Value && known.FromId == from?.Value
                            && known.AmountMicroCredits == amount.MicroCredits && known.Reason == reason && known.BudgetTerms == terms
                            ? CreditRequest.Of(known) : null;
                    }

                    var last = await context.CreditRequests.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
                    var row = new CreditRequestRow
                    {
                        Id = TenantScopedId.Compose(tenant, TenantScopedId.NumberOf(last) + 1),
                        TenantId = tenant.Value,
                        AccountId = account.Value,
                        AmountMicroCredits = amount.MicroCredits,
                        Reason = reason,
                        FromId = from?.Value,
                        State = from is null ? RequestState.Pending : RequestState.AwaitingSecond,
                        RequestedBy = actor.Audit.Name,
                        RequestedOnBehalfOf = actor.OnBehalfOf,
                        RequestedAt = Now,
                        FilingKey = key.Value,
                        BudgetTerms = terms,
                        BudgetId = budget?.Budget?.Value,
                    };
                    context.CreditRequests.Add(row);
                    Note(context, row, actor.Audit, AuditActions.RequestFiled, $"{amount} credits");
                    await notices.AddAsync(context, row, cancellation);
                    return (CreditRequest?)CreditRequest.Of(row);
                },
                cancellation);
        notices.Ring();
        return filed;
    }

    /// <summary>Decides an approval, whose transfer follows. Until then people see the request as pending.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The request.</param>
    /// <param name="amount">What is approved, above zero; null for what was asked for.</param>
    /// <param name="actor">Who approves.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Why it cannot be approved; null if it is claimed.</returns>
    public Task<RequestRefusal?> ClaimAsync(
        TenantId tenant, RequestId id, Credits? amount, RequestActor actor, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, Open, (_, row) =>
        {
            if (actor.Owns(row))
            {
                return RequestRefusal.Own;
            }

            if (row.FromId is not null && amount is { } other && other.MicroCredits != row.AmountMicroCredits)
            {
                return RequestRefusal.FixedAmount;
            }

            (row.State, row.AnsweredBy, row.AnsweredAt) = (RequestState.Approving, actor.Audit.Name, Now);
            row.GrantedMicroCredits = amount?.MicroCredits ?? row.AmountMicroCredits;
            return null;
        }, cancellation);

    /// <summary>Ends a claimed approval with what it posted.</summary>
    public Task<RequestRefusal?> ApproveAsync(
        TenantId tenant, RequestId id, Receipt posted, AuditActor actor, CancellationToken cancellation) =>
        AnswerAsync(tenant, id, [RequestState.Approving], (context, row) =>
        {
            row.State = RequestState.Approved;
            row.BudgetId = row.BudgetTerms is null ? null : posted.Budget?.Value ?? row.BudgetId;
            row.TransferId = (row.BudgetTerms is null ? posted.Transfers[0] : posted.Transfers.FirstOrDefault(transfer => transfer.To?.Value == row.AccountId))?.Id.Value;
            Note(context, row, actor, AuditActions.RequestApproved, $"{Credits.FromMicroCredits(row.GrantedMicroCredits!.Value)} credits");
        }, cancellation);

    /// <summary>Gives a claimed approval back: the ledger refused its transfer.</summary>
    public Task<RequestRefusal?> GiveBackAsync(TenantId tenant, RequestId id, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, [RequestState.Approving], static (_, row) =>
        {
            (row.AnsweredBy, row.AnsweredAt, row.GrantedMicroCredits) = (null, null, null);
            row.State = row.FromId is null ? RequestState.Pending : RequestState.AwaitingSecond;
            return null;
        }, cancellation);

    /// <summary>Denies a request.</summary>
    public Task<RequestRefusal?> DenyAsync(TenantId tenant, RequestId id, string reason, AuditActor actor, CancellationToken cancellation) =>
        AnswerAsync(tenant, id, Open, (context, row) =>
        {
            (row.State, row.AnsweredBy, row.AnsweredAt, row.DenialReason) = (RequestState.Denied, actor.Name, Now, reason);
            Note(context, row, actor, AuditActions.RequestDenied, reason);
        }, cancellation);

    /// <summary>Takes a request back. Only who filed it can.</summary>
    public Task<RequestRefusal?> WithdrawAsync(TenantId tenant, RequestId id, RequestActor actor, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, Open, (context, row) =>
        {
            if (!actor.Owns(row))
            {
                return RequestRefusal.NotFound;
            }

            (row.State, row.AnsweredBy, row.AnsweredAt) = (RequestState.Withdrawn, actor.Audit.Name, Now);
            Note(context, row, actor.Audit, AuditActions.RequestWithdrawn, null);
            return null;
        }, cancellation);

    private DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    private Task<RequestRefusal?> AnswerAsync(TenantId tenant, RequestId id, RequestState[] from,
        Action<BluebearDbContext, CreditRequestRow> answer, CancellationToken cancellation) => StepAsync(
        tenant, id, from,
        async (context, row) =>
        {
            answer(context, row);
            await notices.AddAsync(context, row, cancellation);
            return null;
        },
        cancellation);

    private Task<RequestRefusal?> ChangeAsync(TenantId tenant, RequestId id, RequestState[] from,
        Func<BluebearDbContext, CreditRequestRow, RequestRefusal?> change, CancellationToken cancellation) =>
        StepAsync(tenant, id, from, (context, row) => Task.FromResult(change(context, row)), cancellation);

    private async Task<RequestRefusal?> StepAsync(TenantId tenant, RequestId id, RequestState[] from,
        Func<BluebearDbContext, CreditRequestRow, Task<RequestRefusal?>> change, CancellationToken cancellation)
    {
        var refusal = await writes.WriteAsync(
            tenant,
            async context =>
            {
                var row = await context.CreditRequests.AsTracking().FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
                return row is null ? RequestRefusal.NotFound
                    : !from.Contains(row.State) ? RequestRefusal.AlreadyAnswered
                    : await change(context, row);
            },
            cancellation);
        notices.Ring();
        return refusal;
    }

    private void Note(BluebearDbContext context, CreditRequestRow row, AuditActor actor, string action, string? after) =>
        audit.Add(context, new(row.TenantId), actor, action, PublicId.Format(PublicId.Request, row.Id), after: after);
}
