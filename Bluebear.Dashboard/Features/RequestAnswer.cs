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

/// <summary>A request for credits.</summary>
internal sealed record RequestAnswer(
    string Id, string WalletId, Credits Amount, string Reason, RequestStanding State, string RequestedBy, DateTimeOffset RequestedAt,
    string? AnsweredBy, DateTimeOffset? AnsweredAt, Credits? Granted, string? DenialReason, string? TransferId,
    string? FromWalletId)
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
            request.From is { } from ? WalletAnswer.IdOf(from) : null);
    }
}
