using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>A request to file.</summary>
/// <param name="Wallet">The wallet that is to receive credits; not the Primary Workspace.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
internal sealed record RequestBody([property: Required] string? Wallet, [property: Required] Credits? Amount, [property: Required] string? Reason);

/// <summary>An approval.</summary>
/// <param name="Amount">Above zero. Default: what was asked for.</param>
internal sealed record ApprovalBody(Credits? Amount);

/// <summary>A denial.</summary>
/// <param name="Reason">Why, 1 to 500 characters. Who asked reads it.</param>
internal sealed record DenialBody([property: Required] string? Reason);

/// <summary>Where a request stands, for programs.</summary>
internal enum RequestStanding
{
    Pending,
    Approved,
    Denied,
    Withdrawn,
}

/// <summary>A request for credits.</summary>
internal sealed record RequestAnswer(
    string Id, string WalletId, Credits Amount, string Reason, RequestStanding State, string RequestedBy, DateTimeOffset RequestedAt,
    string? AnsweredBy, DateTimeOffset? AnsweredAt, Credits? Granted, string? DenialReason, string? TransferId)
{
    /// <summary>The answer for a request. One whose transfer is on the way is pending.</summary>
    public static RequestAnswer Of(CreditRequest request)
    {
        var isOpen = request.State is RequestState.Pending or RequestState.Approving;
        return new(
            PublicId.Format(PublicId.Request, request.Id.Value), WalletAnswer.IdOf(request.Account), request.Amount, request.Reason,
            request.State switch
            {
                RequestState.Approved => RequestStanding.Approved,
                RequestState.Denied => RequestStanding.Denied,
                RequestState.Withdrawn => RequestStanding.Withdrawn,
                _ => RequestStanding.Pending,
            },
            request.RequestedBy, request.RequestedAt, isOpen ? null : request.AnsweredBy, isOpen ? null : request.AnsweredAt,
            isOpen ? null : request.Granted, request.DenialReason,
            request.Transfer is { } transfer ? PublicId.Format(PublicId.Transfer, transfer.Value) : null);
    }
}

/// <summary>Requests for credits, for programs.</summary>
internal static class RequestEndpoints
{
    private const string List = "requests";
    private const string What = "request";

    /// <summary>Maps them.</summary>
    public static void MapRequestsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/requests", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<RequestAnswer>>().WithSummary("List requests for credits, newest first.");
        api.MapGet("/requests/{id}", GetAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<RequestAnswer>().WithSummary("Show a request for credits.");
        api.MapPost("/requests", FileAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<RequestAnswer>(StatusCodes.Status201Created).WithSummary("Ask for credits for a wallet.");
        api.MapPost("/requests/{id}/approve", ApproveAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<RequestAnswer>().WithSummary("Approve a request: its credits move from the pool, once. Nobody approves their own.");
        api.MapPost("/requests/{id}/deny", DenyAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<RequestAnswer>().WithSummary("Deny a request with a reason.");
        api.MapPost("/requests/{id}/withdraw", WithdrawAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<RequestAnswer>().WithSummary("Take back a request that you filed.");
    }

    private static async Task<IResult> ListAsync(string? state, string? wallet, string? limit, string? cursor,
        ListRequests requests, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var account = await wallets.FindOptionalAsync(wallet, "wallet", cancellation);
        var rows = await requests.ListAsync(StateOf(state), account?.Id, paging.Position(tenant, List, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, List, rows[size - 1].Id.Value) : null;
        return Results.Json(new Page<RequestAnswer>([.. rows.Take(size).Select(RequestAnswer.Of)], next));
    }

    private static async Task<IResult> GetAsync(string id, ListRequests requests, CancellationToken cancellation) =>
        await requests.FindAsync(IdOf(id), cancellation) is { } request ? Results.Json(RequestAnswer.Of(request)) : ApiProblem.NotFound(What);

    private static async Task<IResult> FileAsync(
        RequestBody body, IdempotencyKey key, AskForCredits asking, Wallets wallets, CancellationToken cancellation)
    {
        var wallet = await wallets.FindAsync(body.Wallet, "wallet", cancellation);
        return Answer(
            await asking.FileAsync(wallet.Id, Fields.Required(body.Amount, "amount"), Fields.Required(body.Reason, "reason"), key.Key, cancellation),
            StatusCodes.Status201Created);
    }

    private static async Task<IResult> ApproveAsync(
        string id, ApprovalBody? body, AnswerRequests answering, CancellationToken cancellation) =>
        Answer(await answering.ApproveAsync(IdOf(id), body?.Amount, cancellation));

    private static async Task<IResult> DenyAsync(string id, DenialBody body, AnswerRequests answering, CancellationToken cancellation) =>
        Answer(await answering.DenyAsync(IdOf(id), Fields.Required(body.Reason, "reason"), cancellation));

    private static async Task<IResult> WithdrawAsync(string id, AskForCredits asking, CancellationToken cancellation) =>
        Answer(await asking.WithdrawAsync(IdOf(id), cancellation));

    private static IResult Answer(RequestOutcome outcome, int status = StatusCodes.Status200OK) => outcome.Refusal switch
    {
        null => Results.Json(RequestAnswer.Of(outcome.Request!), statusCode: status),
        RequestRefusal.Invalid => ApiProblem.Invalid(outcome.Field, outcome.Message),
        RequestRefusal.NotFound => ApiProblem.NotFound(What),
        RequestRefusal.AlreadyAnswered => new ApiProblem(StatusCodes.Status409Conflict, "already_answered", outcome.Message),
        RequestRefusal.Own => new ApiProblem(StatusCodes.Status403Forbidden, "forbidden", outcome.Message),
        RequestRefusal.KeyReused => new ApiProblem(StatusCodes.Status409Conflict, "idempotency_key_reused", outcome.Message),
        RequestRefusal.AccountDeleted => new ApiProblem(StatusCodes.Status409Conflict, "wallet_deleted", outcome.Message),
        _ => outcome.Transfer!.ToProblem(),
    };

    private static RequestId IdOf(string id) => new(Fields.Id(PublicId.Request, id, What));

    private static RequestState? StateOf(string? text) => text switch
    {
        null => null,
        "pending" => RequestState.Pending,
        "approved" => RequestState.Approved,
        "denied" => RequestState.Denied,
        "withdrawn" => RequestState.Withdrawn,
        _ => throw Fields.Invalid("state", "The state must be pending, approved, denied or withdrawn."),
    };
}
