using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Budgets for programs.</summary>
internal static class BudgetEndpoints
{
    private const string List = "budgets";
    private const string What = "budget";

    /// <summary>Maps them.</summary>
    public static void MapBudgetsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/budgets", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<BudgetAnswer>>().WithSummary("List budgets, newest first, also those that are over.");
        api.MapGet("/budgets/commitments", CommitmentsAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<CommitmentsAnswer>().WithSummary("What planned budgets will take from the pool, month by month, and the gap.");
        api.MapGet("/budgets/{id}", GetAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<BudgetDetailAnswer>().WithSummary("Show a budget with its periods and changes.");
        api.MapPost("/budgets", PlanAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<BudgetAnswer>(StatusCodes.Status201Created).Produces<HeldAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Plan a budget. Without a start it is funded at once. Above the transfer limit a second person confirms it first.");
        api.MapPost("/budgets/preview", PreviewAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<PreviewAnswer>().WithSummary("The next six fundings of a budget, without planning it.");
        api.MapPatch("/budgets/{id}", ChangeAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<BudgetAnswer>().Produces<HeldAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Change a budget, from its next period or now. To more, above the transfer limit, a second person confirms it first.");
        api.MapDelete("/budgets/{id}", CancelAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<BudgetAnswer>().WithSummary("End a budget. What is unspent returns, expires or stays, as the budget says.");
    }

    private static async Task<IResult> ListAsync(string? wallet, string? limit, string? cursor,
        ListBudgets budgets, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var account = await wallets.FindOptionalAsync(wallet, "wallet", cancellation);
        var rows = await budgets.ListAsync(account?.Id, paging.Position(tenant, List, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, List, rows[size - 1].Id.Value) : null;
        return Results.Json(new Page<BudgetAnswer>([.. rows.Take(size).Select(BudgetAnswer.Of)], next));
    }

    private static async Task<IResult> CommitmentsAsync(BudgetCommitments commitments, CancellationToken cancellation) =>
        await commitments.RunAsync(cancellation) is { } found ? Results.Json(CommitmentsAnswer.Of(found)) : ApiProblem.NotFound(What);

    private static async Task<IResult> GetAsync(string id, ReadBudget budgets, CancellationToken cancellation) =>
        await budgets.RunAsync(IdOf(id), cancellation) is { } detail ? Results.Json(BudgetDetailAnswer.Of(detail)) : ApiProblem.NotFound(What);

    private static async Task<IResult> PlanAsync(
        BudgetBody body, IdempotencyKey key, ManageBudgets budgets, ReadBudget reading, Wallets wallets, CancellationToken cancellation)
    {
        var planned = await budgets.PlanAsync(await MovementOf(body, wallets, cancellation), key.Key, cancellation);
        return await AnswerAsync(planned, planned.Outcome?.Receipt?.Budget, reading, StatusCodes.Status201Created, cancellation);
    }

    private static async Task<IResult> PreviewAsync(
        BudgetBody body, PreviewBudget previews, Wallets wallets, CancellationToken cancellation)
    {
        var preview = await previews.RunAsync(await MovementOf(body, wallets, cancellation), cancellation);
        return preview.Outcome.IsDone ? Results.Json(PreviewAnswer.Of(preview)) : preview.Outcome.ToProblem();
    }

    private static async Task<IResult> ChangeAsync(string id, BudgetChangeBody body, IdempotencyKey key, ManageBudgets budgets,
        ReadBudget reading, Wallets wallets, CancellationToken cancellation)
    {
        var zone = (await wallets.CallerAsync(cancellation)).TimeZone;
        var changed = await budgets.ChangeAsync(body.ToMovement(IdOf(id), zone), key.Key, cancellation);
        return await AnswerAsync(changed, IdOf(id), reading, StatusCodes.Status200OK, cancellation);
    }

    private static async Task<IResult> CancelAsync(
        string id, IdempotencyKey key, ManageBudgets budgets, ReadBudget reading, CancellationToken cancellation)
    {
        var outcome = await budgets.CancelAsync(IdOf(id), key.Key, cancellation);
        return outcome.IsDone ? await AnswerAsync(IdOf(id), reading, StatusCodes.Status200OK, cancellation) : outcome.ToProblem();
    }

    private static async Task<IResult> AnswerAsync(BudgetOutcome became, BudgetId? id, ReadBudget reading, int status, CancellationToken cancellation) =>
        became switch
        {
            { Held: { } request } => Results.Json(new HeldAnswer(RequestAnswer.Of(request)), statusCode: StatusCodes.Status202Accepted),
            { IsDone: true } => await AnswerAsync(id!.Value, reading, status, cancellation),
            _ => became.Outcome!.ToProblem(),
        };

    private static async Task<IResult> AnswerAsync(BudgetId id, ReadBudget reading, int status, CancellationToken cancellation) =>
        await reading.RunAsync(id, cancellation) is { } detail ? Results.Json(BudgetAnswer.Of(detail.Budget), statusCode: status) : ApiProblem.NotFound(What);

    private static async Task<PlanBudget> MovementOf(BudgetBody body, Wallets wallets, CancellationToken cancellation)
    {
        var account = await wallets.NameAsync(body.Wallet, "wallet", cancellation);
        var source = await wallets.NameOptionalAsync(body.Source, "source", cancellation);
        return body.ToMovement(account, source, (await wallets.CallerAsync(cancellation)).TimeZone);
    }

    private static BudgetId IdOf(string id) => new(Fields.Id(PublicId.Budget, id, What));
}
