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

/// <summary>Rules for requests. A missing member changes nothing.</summary>
/// <param name="TransferLimit">A transfer above it needs a second person; null for no limit.</param>
/// <param name="CostTickets">Whether an exhausted wallet asks for credits by itself.</param>
internal sealed record RulesBody(Sent<Credits?> TransferLimit, bool? CostTickets);

/// <summary>Rules for requests.</summary>
internal sealed record RulesAnswer(Credits? TransferLimit, bool CostTickets)
{
    /// <summary>The answer for rules.</summary>
    public static RulesAnswer Of(RequestRules rules) => new(rules.TransferLimit, rules.CostTickets);
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
        api.MapGet("/request-rules", ShowRulesAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<RulesAnswer>().WithSummary("Show when a transfer needs a second person, and whether exhausted wallets ask by themselves.");
        api.MapPut("/request-rules", SetRulesAsync).RequireScope(ApiScopes.Billing)
            .Produces<RulesAnswer>().WithSummary("Set these rules. A member that is left out stays as it is.");
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

    private static async Task<IResult> ShowRulesAsync(ManageRequestRules rules, CancellationToken cancellation) =>
        Results.Json(RulesAnswer.Of(await rules.ReadAsync(cancellation)));

    private static async Task<IResult> SetRulesAsync(RulesBody body, ManageRequestRules rules, CancellationToken cancellation)
    {
        var now = await rules.ReadAsync(cancellation);
        var limit = body.TransferLimit.IsNull ? null : body.TransferLimit.Value ?? now.TransferLimit;
        var next = new RequestRules(limit, body.CostTickets ?? now.CostTickets);
        return await rules.SetAsync(next, cancellation) is { } wrong ? ApiProblem.Invalid("transfer_limit", wrong) : Results.Json(RulesAnswer.Of(next));
    }

    private static IResult Answer(RequestOutcome outcome, int status = StatusCodes.Status200OK) => outcome.Refusal switch
    {
        null => Results.Json(RequestAnswer.Of(outcome.Request!), statusCode: status),
        RequestRefusal.Invalid => ApiProblem.Invalid(outcome.Field, outcome.Message),
        RequestRefusal.NotFound => ApiProblem.NotFound(What),
        RequestRefusal.AlreadyAnswered => new ApiProblem(StatusCodes.Status409Conflict, "already_answered", outcome.Message),
        RequestRefusal.FixedAmount => ApiProblem.Invalid("amount", outcome.Message),
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
        "awaiting_second" => RequestState.AwaitingSecond,
        _ => throw Fields.Invalid("state", "The state must be pending, awaiting_second, approved, denied or withdrawn."),
    };
}
