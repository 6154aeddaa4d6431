using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Allocate, reclaim and transfer, for programs and for pages of the same origin.</summary>
internal static class TransferEndpoints
{
    /// <summary>Maps them for keys.</summary>
    public static void MapTransfersApi(this RouteGroupBuilder api)
    {
        api.MapPost("/wallets/allocate", AllocateAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<MovedAnswer>(StatusCodes.Status201Created).Produces<HeldAnswer>(StatusCodes.Status202Accepted).WithSummary("Give credits to a wallet, from the pool unless another source is named.");
        api.MapPost("/wallets/reclaim", ReclaimAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<MovedAnswer>(StatusCodes.Status201Created).Produces<HeldAnswer>(StatusCodes.Status202Accepted).WithSummary("Take credits back, an amount or \"all\", to the pool unless another destination is named.");
        api.MapPost("/wallets/transfer", TransferAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<MovedAnswer>(StatusCodes.Status201Created).Produces<HeldAnswer>(StatusCodes.Status202Accepted).WithSummary("Move credits between any two wallets.");
    }

    /// <summary>Maps them for signed-in people on our pages. They require the antiforgery token.</summary>
    public static void MapTransfersForPages(this IEndpointRouteBuilder endpoints)
    {
        Guard(endpoints.MapPost(DashboardUrls.AllocateFromPage, AllocateAsync));
        Guard(endpoints.MapPost(DashboardUrls.ReclaimFromPage, ReclaimAsync));
    }

    private static void Guard(RouteHandlerBuilder endpoint) => endpoint
        .WithBodyLimit(ApiRoutes.BodyLimit)
        .AddEndpointFilter(RequireTokenAsync)
        .RefuseNullBodies()
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser())
        .ExcludeFromDescription();

    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context)
            : new ApiProblem(StatusCodes.Status400BadRequest, "invalid_request",
                "The antiforgery token is missing or too old: send it in the header RequestVerificationToken.");
    }

    private static async Task<IResult> AllocateAsync(
        AllocateBody body, IdempotencyKey key, Wallets wallets, Mover mover, CancellationToken cancellation)
    {
        var to = await wallets.NameAsync(body.To, "to", cancellation);
        var from = await wallets.NameOptionalAsync(body.From, "from", cancellation);
        return await mover.MoveAsync(from, to, Fields.Required(body.Amount, "amount"), body.Reason, body.Reference, key, cancellation);
    }

    private static async Task<IResult> ReclaimAsync(
        ReclaimBody body, IdempotencyKey key, Wallets wallets, Mover mover, CancellationToken cancellation)
    {
        var from = await wallets.NameAsync(body.From, "from", cancellation);
        var to = await wallets.NameOptionalAsync(body.To, "to", cancellation);
        return await mover.MoveAsync(from, to, Fields.Required(body.Amount, "amount").Amount, body.Reason, null, key, cancellation);
    }

    private static async Task<IResult> TransferAsync(
        TransferBody body, IdempotencyKey key, Wallets wallets, Mover mover, CancellationToken cancellation)
    {
        var from = await wallets.NameAsync(body.From, "from", cancellation);
        var to = await wallets.NameAsync(body.To, "to", cancellation);
        return await mover.MoveAsync(from, to, Fields.Required(body.Amount, "amount"), body.Reason, null, key, cancellation);
    }

    /// <summary>Moves credits and returns both sides.</summary>
    internal sealed class Mover(TransferCredits transfers, TransferAnswers answers, Wallets wallets)
    {
        /// <summary>Moves an amount (null: everything available). A side that is null is the Primary Workspace.</summary>
        public async Task<IResult> MoveAsync(NamedAccount? from, NamedAccount? to, Credits? amount, string? reason, string? reference,
            IdempotencyKey key, CancellationToken cancellation)
        {
            var primary = (await wallets.AccountsAsync(cancellation)).Head.Primary;
            if (await transfers.HoldAsync((from ?? primary).Id, (to ?? primary).Id, amount, reason, key.Key, cancellation) is { } held)
            {
                return held.Request is { } request ? Results.Json(new HeldAnswer(RequestAnswer.Of(request)), statusCode: StatusCodes.Status202Accepted)
                    : new ApiProblem(StatusCodes.Status409Conflict, "idempotency_key_reused", "This idempotency key was used for another request.");
            }

            var outcome = await transfers.MoveAsync(from ?? primary, to ?? primary, amount, reason, reference, key.Key, cancellation);
            if (!outcome.IsDone)
            {
                return outcome.ToProblem();
            }

            // The names may belong to other accounts by now. The transfer has the accounts that moved.
            var moved = outcome.Receipt.Transfers[0];
            var transfer = await answers.OfAsync(await wallets.CallerAsync(cancellation), moved, cancellation);
            return Results.Json(new MovedAnswer(transfer, await wallets.AnswerAsync(moved.From!.Value, cancellation),
                await wallets.AnswerAsync(moved.To!.Value, cancellation)), statusCode: StatusCodes.Status201Created);
        }
    }
}
