using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Scheduling;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features;

/// <summary>Tells operators of requests, and who asked of the answer, by the outbox: in the commit of the step itself.</summary>
public sealed class RequestNotices(IOptions<JsonOptions> json, DueWorkBell bell, TimeProvider clock)
{
    /// <summary>Adds what is to be told of a request as it stands now.</summary>
    public async Task AddAsync(BluebearDbContext context, CreditRequestRow row, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(row);
        var account = await context.Accounts.Where(found => found.Id == row.AccountId).Select(found => found.Name).SingleAsync(cancellation);
        var request = CreditRequest.Of(row);
        var isFiled = row.AnsweredAt is null;
        Outbox.Add(context, new(row.TenantId), new(
            isFiled ? OutboxTypes.RequestFiled : OutboxTypes.RequestAnswered, SubjectOf(request, account),
            JsonSerializer.Serialize(RequestAnswer.Of(request), json.Value.SerializerOptions))
        {
            Account = request.Account,
            Person = row.RequestedOnBehalfOf.Contains('@', StringComparison.Ordinal) ? row.RequestedOnBehalfOf : null,
        }, clock.GetUtcNow());
    }

    /// <summary>Wakes the delivery, after the commit.</summary>
    public void Ring() => bell.Ring(Outbox.Work);

    private static string SubjectOf(CreditRequest request, string account) => request.State switch
    {
        RequestState.Approved => $"Approved: {request.Granted!.Value.ToDisplay()} cr for {account}",
        RequestState.Denied => $"Denied: {request.Amount.ToDisplay()} cr for {account}",
        RequestState.AwaitingSecond => $"{request.RequestedBy} wants to move {request.Amount.ToDisplay()} cr to {account}: a second person confirms it",
        _ => $"{request.RequestedBy} asks for {request.Amount.ToDisplay()} cr for {account}",
    };
}
