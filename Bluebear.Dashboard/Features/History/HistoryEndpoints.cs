using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Features.History.Reversing;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The body of a reversal.</summary>
internal sealed record ReverseBody([property: Required] string? Reason);

/// <summary>The ledger for programs: a wallet now or as of an instant, transfers, and reversing one.</summary>
internal static class HistoryEndpoints
{
    private const string List = "transfers";

    /// <summary>Maps them.</summary>
    public static void MapHistoryApi(this RouteGroupBuilder api)
    {
        api.MapGet("/wallets/{id}", ShowAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<WalletAnswer>().WithSummary("Show a wallet, now or as the books stood at an instant.");
        api.MapGet("/transfers", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<TransferAnswer>>().WithSummary("List transfers with their entries, newest first.");
        api.MapPost("/transfers/{id}/reverse", ReverseAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<TransferAnswer>(StatusCodes.Status201Created).WithSummary("Undo an allocation or a purchase as a whole, once.");
    }

    private static async Task<IResult> ShowAsync(
        string id, [FromQuery(Name = "as_of")] string? asOf, ReadBalance balances, ICurrentCaller callers, Wallets wallets,
        CancellationToken cancellation)
    {
        await callers.RequireAsync(Permission.ReadBooks, cancellation);
        var account = await wallets.FindAsync(id, null, cancellation);
        var answer = await wallets.AnswerAsync(account.Id, cancellation);
        if (Fields.Bound(asOf, "as_of") is not { } bound)
        {
            return Results.Json(answer);
        }

        // A day means its end. An instant is included.
        var then = bound.Day is null
            ? await balances.AsOfAsync(account.Id, bound.Start(TimeZoneInfo.Utc), cancellation)
            : await balances.AtEndAsync(account.Id, bound, cancellation);
        return Results.Json(answer with
        {
            Posted = then.Posted,
            Reserved = then.Reserved,
            Available = then.Available,
            EffectiveAvailable = then.Available,
            Overage = then.Overage,
            Base = null,
            Used = null,
        });
    }

    private static async Task<IResult> ListAsync(string? wallet, string? type, string? from, string? to, string? limit, string? cursor,
        ListTransfers transfers, TransferAnswers answers, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var caller = await wallets.CallerAsync(cancellation);
        var filter = new LedgerFilter
        {
            Kind = KindOf(type),
            Account = (await wallets.FindOptionalAsync(wallet, "wallet", cancellation))?.Id,
            From = Fields.Bound(from, "from"),
            To = Fields.Bound(to, "to"),
        };
        var before = paging.Position(caller.Tenant, List, cursor) is { } last ? new TransferId(last) : (TransferId?)null;
        var slice = await transfers.RunAsync(filter, new(before, null), size, cancellation);
        var data = await answers.ReadAsync(caller, [.. slice.Lines.Select(line => line.Id.Value)], cancellation);
        return Results.Json(new Page<TransferAnswer>(
            data, slice.Older is { } older ? paging.Cursor(caller.Tenant, List, older.Value) : null));
    }

    private static TransferKind? KindOf(string? type)
    {
        if (type is null)
        {
            return null;
        }

        return TransferKind.All.FirstOrDefault(kind => kind.Direction == AllocationDirection.Either && kind.Code == type)
            ?? throw Fields.Invalid("type", "Types are " + string.Join(", ", TransferKind.All
                .Where(kind => kind.Direction == AllocationDirection.Either).Select(kind => kind.Code)) + ".");
    }

    private static async Task<IResult> ReverseAsync(string id, ReverseBody body, IdempotencyKey key, ReverseRecordedTransfer reversals,
        TransferAnswers answers, Wallets wallets, CancellationToken cancellation)
    {
        var transfer = new TransferId(Fields.Id(PublicId.Transfer, id, "transfer"));
        var outcome = await reversals.RunAsync(transfer, Fields.Required(body.Reason, "reason"), key.Key, cancellation);
        return outcome.IsDone
            ? Results.Json(
                await answers.OfAsync(await wallets.CallerAsync(cancellation), outcome.Receipt.Transfers[0], cancellation),
                statusCode: StatusCodes.Status201Created)
            : outcome.ToProblem();
    }
}
