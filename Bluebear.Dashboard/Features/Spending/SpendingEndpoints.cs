using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>The endpoints for gateways: hold, settle, release, charge, refund.</summary>
internal static class SpendingEndpoints
{
    private const int BatchBodyLimit = 32 * 1024 * 1024;

    private const string Parts = "Cached, written, audio and image tokens are different parts of the input tokens, tokens written for an hour are part of the "
        + "written ones; reasoning, audio and image tokens are different parts of the output tokens (of a hold: of the most output tokens). ";

    /// <summary>Maps them.</summary>
    public static void MapSpendingApi(this RouteGroupBuilder api)
    {
        api.MapPost("/reservations", ReserveAsync).RequireScope(ApiScopes.SpendWrite).WithMetadata(new TellsWhatIsLeft())
            .Produces<ReservationAnswer>(StatusCodes.Status201Created).WithSummary("Hold credits for a request before it is made.")
            .WithDescription(Parts + "A request that the price list prices at 0 is held with amount 0, whatever credits there are.");
        api.MapGet("/reservations/{id}", ShowHoldAsync).RequireScope(ApiScopes.SpendWrite).WithMetadata(new TellsWhatIsLeft())
            .Produces<ReservationAnswer>().WithSummary("Show a reservation.");
        api.MapPost("/reservations/{id}/settle", SettleAsync).RequireScope(ApiScopes.SpendWrite).WithMetadata(new TellsWhatIsLeft())
            .Produces<SettledAnswer>().WithSummary("Settle a reservation at the real cost of the request.")
            .WithDescription(Parts + "Counts that are left out are the reservation's. Without an amount and any count, its estimate is charged.");
        api.MapPost("/reservations/{id}/release", ReleaseAsync).RequireScope(ApiScopes.SpendWrite)
            .Produces<ReleasedAnswer>().WithSummary("Release a reservation without usage.");
        api.MapPost("/charges", ChargeAsync).RequireScope(ApiScopes.SpendWrite)
            .Produces<ChargedAnswer>(StatusCodes.Status201Created).WithSummary("Charge usage that has happened. Never denied for lack of credits.")
            .WithDescription(Parts + "With a reservation that has ended, counts that are left out are the reservation's.");
        api.MapGet("/charges/{id}", ShowChargeAsync).RequireScope(ApiScopes.SpendWrite)
            .Produces<ChargeAnswer>().WithSummary("Show a charge.");
        api.MapPost("/charges/batch", ChargeBatch.RunAsync).RequireScope(ApiScopes.SpendWrite).WithBodyLimit(BatchBodyLimit)
            .Produces<BatchAnswer>()
            .WithSummary("Charge many requests: one charge on each line, each with its own idempotency_key.");
        api.MapPost("/charges/{id}/refund", RefundAsync).RequireScope(ApiScopes.SpendWrite)
            .Produces<RefundAnswer>(StatusCodes.Status201Created).WithSummary("Refund a charge, all that is left of it or a part.");
        api.MapPost("/spend/explain", ExplainAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<ExplainedAnswer>().WithSummary("Show who would pay for a request, and why. Moves nothing.");
    }

    private static async Task<IResult> ExplainAsync(
        ReservationBody body, SpendBodies bodies, ExplainRequest explain, CancellationToken cancellation)
    {
        var explained = await explain.RunAsync(await bodies.ReadAsync(body, cancellation), cancellation);
        return explained.Answer is { } answer
            ? Results.Json(ExplainedAnswer.Of(answer.Decision, answer.NextFundingAt)) : RefusalProblems.Of(explained.Refusal!, explained.Message);
    }

    private static async Task<IResult> ReserveAsync(ReservationBody body, IdempotencyKey key, SpendBodies bodies, HoldCredits holds,
        ReadCharges charges, Wallets wallets, WhatIsLeft left, AskUrls asking, HttpResponse response, CancellationToken cancellation)
    {
        var withFigures = await SeesFiguresAsync(wallets, cancellation);
        var request = await bodies.ReadAsync(body, cancellation);
        var result = await holds.ReserveAsync(request, key.Key, cancellation);
        if (result is PostingResult.Refused refused)
        {
            return SpendProblems.Of(refused.Refusal, withFigures, asking.Of(refused.Refusal, request.Facts, response.HttpContext.Request),
                await charges.NextFundingAsync(refused.Refusal, cancellation));
        }

        var receipt = result.ReceiptOrNull!;
        var answer = ReservationAnswer.Of(receipt, request, withFigures);
        var payer = receipt.Transfers is [{ From: { } from }, ..] ? from : (AccountId?)null;
        if (answer is null || payer is null)
        {
            // If nothing was held, no transfer has the hold.
            var hold = (await charges.FindHoldAsync(receipt.Hold!.Value, cancellation))!;
            (answer, payer) = (ReservationAnswer.OfNew(hold, withFigures), hold.Holder);
        }

        await left.TellAsync(response, payer.Value, receipt.Policies, cancellation);
        return Results.Json(answer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ShowHoldAsync(
        string id, ReadCharges charges, Wallets wallets, WhatIsLeft left, HttpResponse response, CancellationToken cancellation)
    {
        if (await charges.FindHoldAsync(HoldOf(id), cancellation) is not { } hold)
        {
            return ApiProblem.NotFound("reservation");
        }

        await left.TellAsync(response, hold.Holder, policies: null, cancellation);
        return Results.Json(ReservationAnswer.Of(hold, await SeesFiguresAsync(wallets, cancellation)));
    }

    private static async Task<IResult> SettleAsync(string id, SettleBody? body, IdempotencyKey key, HoldCredits holds, ReadCharges charges,
        WhatIsLeft left, HttpResponse response, CancellationToken cancellation)
    {
        var result = await holds.SettleAsync(HoldOf(id), SpendBodies.Read(body), key.Key, cancellation);
        if (result.ReceiptOrNull is { } receipt)
        {
            var payer = receipt.Transfers is [{ From: { } from }, ..] ? from
                : (await charges.FindHoldAsync(receipt.Hold!.Value, cancellation))!.Holder;
            await left.TellAsync(response, payer, receipt.Policies, cancellation);
        }

        return Answer(result, StatusCodes.Status200OK, SettledAnswer.Of);
    }

    private static async Task<IResult> ReleaseAsync(string id, IdempotencyKey key, HoldCredits holds, CancellationToken cancellation) =>
        Answer(await holds.ReleaseAsync(HoldOf(id), key.Key, cancellation), StatusCodes.Status200OK, ReleasedAnswer.Of);

    private static async Task<IResult> ChargeAsync(
        ChargeBody body, IdempotencyKey key, SpendBodies bodies, ChargeRequests charges, Wallets wallets, CancellationToken cancellation) =>
        Answer(
            await charges.ChargeAsync(await bodies.ReadAsync(body, cancellation), key.Key, Lane.Interactive, cancellation),
            StatusCodes.Status201Created, ChargedAnswer.Of, await SeesFiguresAsync(wallets, cancellation));

    private static async Task<IResult> ShowChargeAsync(string id, ReadCharges charges, Wallets wallets, CancellationToken cancellation) =>
        await charges.FindChargeAsync(ChargeOf(id), cancellation) is { } charge
            ? Results.Json(ChargeAnswer.Of(charge, await SeesFiguresAsync(wallets, cancellation))) : ApiProblem.NotFound("charge");

    private static async Task<IResult> RefundAsync(
        string id, RefundBody body, IdempotencyKey key, ChargeRequests charges, CancellationToken cancellation) =>
        Answer(
            await charges.RefundAsync(ChargeOf(id), SpendBodies.Positive(body.Amount), Fields.Required(body.Reason, "reason"), key.Key, cancellation),
            StatusCodes.Status201Created, RefundAnswer.Of);

    private static async Task<bool> SeesFiguresAsync(Wallets wallets, CancellationToken cancellation) =>
        (await wallets.CallerAsync(cancellation)).Can(Permission.ReadBooks);

    private static HoldId HoldOf(string id) => new(Fields.Id(PublicId.Hold, id, "reservation"));

    private static ChargeId ChargeOf(string id) => new(Fields.Id(PublicId.Charge, id, "charge"));

    private static IResult Answer<T>(PostingResult result, int status, Func<Receipt, T> answer, bool withFigures = false) =>
        result is PostingResult.Refused refused ? SpendProblems.Of(refused.Refusal, withFigures)
        : Results.Json(answer(result.ReceiptOrNull!), statusCode: status);
}
