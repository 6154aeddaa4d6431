using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Features;

/// <summary>Where a request stands, for programs.</summary>
internal enum RequestStanding
{
    Pending,
    AwaitingSecond,
    Approved,
    Denied,
    Withdrawn,
}

/// <summary>What is above the tenant's limit, filed to be confirmed by a second person.</summary>
/// <param name="Request">The request.</param>
internal sealed record HeldAnswer(RequestAnswer Request);

/// <summary>A request for credits, or what needs a second person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WalletId">The wallet that is to receive credits.</param>
/// <param name="Amount">What is asked for; of a budget, each period's.</param>
/// <param name="Reason">Why; of a budget, its terms in words.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RequestedBy">Who filed it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="AnsweredBy">Who answered it.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Granted">What was approved.</param>
/// <param name="DenialReason">Why it was denied.</param>
/// <param name="TransferId">The transfer that followed it.</param>
/// <param name="FromWalletId">The wallet that gives, of what needs a second person.</param>
/// <param name="IsBudget">True if it asks to plan or raise a budget.</param>
/// <param name="BudgetId">The budget that is to be changed, or that was planned.</param>
internal sealed record RequestAnswer(
    string Id, string WalletId, Credits Amount, string Reason, RequestStanding State, string RequestedBy, DateTimeOffset RequestedAt,
    string? AnsweredBy, DateTimeOffset? AnsweredAt, Credits? Granted, string? DenialReason, string? TransferId,
    string? FromWalletId, bool IsBudget, string? BudgetId)
{
    /// <summary>The answer for a request. One whose transfer is on the way is pending.</summary>
    public static RequestAnswer Of(CreditRequest request)
    {
        var isOpen = request.IsOpen || request.State == RequestState.Approving;
        return new(
            PublicId.Format(PublicId.Request, request.Id.Value), WalletAnswer.IdOf(request.Account), request.Amount, request.Reason,
            request.State switch
            {
                RequestState.Approved => RequestStanding.Approved,
                RequestState.Denied => RequestStanding.Denied,
                RequestState.Withdrawn => RequestStanding.Withdrawn,
                _ => request.From is null ? RequestStanding.Pending : RequestStanding.AwaitingSecond,
            },
            request.RequestedBy, request.RequestedAt, isOpen ? null : request.AnsweredBy, isOpen ? null : request.AnsweredAt,
            isOpen ? null : request.Granted, request.DenialReason,
            request.Transfer is { } transfer ? PublicId.Format(PublicId.Transfer, transfer.Value) : null,
            request.From is { } from ? WalletAnswer.IdOf(from) : null, request.Budget is not null,
            request.BudgetId is { } budget ? PublicId.Format(PublicId.Budget, budget.Value) : null);
    }
}
