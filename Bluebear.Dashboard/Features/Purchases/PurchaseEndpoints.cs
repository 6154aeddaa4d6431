using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Purchases, and the lots of wallets, for programs.</summary>
internal static class PurchaseEndpoints
{
    private const string List = "purchases";

    /// <summary>Maps them.</summary>
    public static void MapPurchasesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/purchases", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<PurchaseAnswer>>().WithSummary("List purchases, newest first.");
        api.MapGet("/purchases/{id}", GetAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<PurchaseAnswer>().WithSummary("Show a purchase.");
        api.MapPost("/purchases", RecordAsync).RequireScope(ApiScopes.Billing)
            .Produces<RecordedAnswer>(StatusCodes.Status201Created).WithSummary("Record credits bought or granted. They arrive in the Primary Workspace.");
        api.MapGet("/wallets/{id}/lots", LotsAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<LotAnswer>>().WithSummary("List a wallet's lots in the order in which they are spent.");
    }

    private static async Task<IResult> ListAsync(
        string? limit, string? cursor, ReadPurchases purchases, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var rows = await purchases.ListAsync(paging.Position(tenant, List, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, List, rows[size - 1].Id) : null;
        return Results.Json(new Page<PurchaseAnswer>([.. rows.Take(size).Select(PurchaseAnswer.Of)], next));
    }

    private static async Task<IResult> GetAsync(string id, ReadPurchases purchases, CancellationToken cancellation) =>
        await purchases.FindAsync(new(Fields.Id(PublicId.Purchase, id, "purchase")), cancellation) is { } row
            ? Results.Json(PurchaseAnswer.Of(row)) : ApiProblem.NotFound("purchase");

    private static async Task<IResult> RecordAsync(
        PurchaseBody body, IdempotencyKey key, RecordPurchases purchases, Wallets wallets, CancellationToken cancellation)
    {
        var bound = Fields.Bound(body.ExpiresAt, "expires_at");
        var purchase = new NewPurchase(
            Fields.Required(body.Amount, "amount"), Fields.Required(body.Reference, "reference"), body.Price?.ToMoney(), bound?.Day)
        {
            EndsAt = bound is { Day: null } instant ? instant.Start(TimeZoneInfo.Utc) : null,
        };
        var outcome = await purchases.RecordAsync(purchase, key.Key, cancellation);
        if (!outcome.IsDone)
        {
            return outcome.ToProblem();
        }

        var pool = (await wallets.AccountsAsync(cancellation)).Head.Primary;
        return Results.Json(
            new RecordedAnswer(
                PublicId.Format(PublicId.Purchase, outcome.Receipt.Purchase!.Value.Value),
                PublicId.Format(PublicId.Transfer, outcome.Receipt.Transfers[0].Id.Value),
                await wallets.AnswerAsync(pool, cancellation)),
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> LotsAsync(
        string id, string? limit, string? cursor, ReadPurchases purchases, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var account = await wallets.FindAsync(id, null, cancellation);
        var lots = await purchases.LotsAsync(account.Id, cancellation);
        return Results.Json(paging.Cut(account.Id.Tenant, $"lots-{account.Id.Value}", lots.Index(), line => line.Index,
            line => LotAnswer.Of(line.Item.Lot, line.Item.RecordedAt, line.Item.Budget), limit, cursor));
    }
}

/// <summary>Credits bought or granted.</summary>
/// <param name="Amount">Above zero.</param>
/// <param name="Reference">The invoice or contract.</param>
/// <param name="Price">What it cost.</param>
/// <param name="ExpiresAt">The instant from which the credits can no longer be spent, or the last day on which they can.</param>
internal sealed record PurchaseBody(
    [property: Required] Credits? Amount, [property: Required] string? Reference, PriceBody? Price, string? ExpiresAt);

/// <summary>An amount of money.</summary>
/// <param name="Amount">Zero or above, at most four decimals.</param>
/// <param name="Currency">Three capital letters.</param>
internal sealed partial record PriceBody([property: Required] PriceBody.Figure? Amount, [property: Required] string? Currency)
{
    /// <summary>The money.</summary>
    public Money ToMoney() => new(Fields.Required(Amount, "price.amount").Value, Fields.Required(Currency, "price.currency"));

    /// <summary>An exact decimal from a string or a number.</summary>
    [JsonConverter(typeof(FigureConverter))]
    [DescribedAs(typeof(string))]
    internal sealed record Figure(decimal Value);

    [GeneratedRegex(@"^[0-9]{1,15}(\.[0-9]{1,4})?\z")]
    private static partial Regex Plain();

    private sealed class FigureConverter : JsonConverter<Figure>
    {
        public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = ApiJson.ReadNumber(ref reader);
            return Plain().IsMatch(text) ? new(decimal.Parse(text, CultureInfo.InvariantCulture))
                : throw new UnreadableValueException("A price must be zero or above, with at most four decimals.");
        }

        public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value.ToString("0.####", CultureInfo.InvariantCulture));
    }
}

/// <summary>A recorded purchase, and the pool after it.</summary>
internal sealed record RecordedAnswer(string Id, string TransferId, WalletAnswer Wallet);

/// <summary>A purchase.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TransferId">The transfer that brought it.</param>
/// <param name="Amount">The credits bought.</param>
/// <param name="Reference">The invoice or contract.</param>
/// <param name="Price">What it cost; null if that is not known.</param>
/// <param name="ExpiresAt">The instant from which its credits can no longer be spent; null if they do not expire.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="UnitPrice">The money for one credit, at most twelve decimals; null without a price.</param>
internal sealed record PurchaseAnswer(
    string Id, string TransferId, Credits Amount, string Reference, PriceBody? Price, DateTimeOffset? ExpiresAt, DateTimeOffset RecordedAt,
    string? UnitPrice)
{
    /// <summary>The answer for a row.</summary>
    public static PurchaseAnswer Of(PurchaseRow row) => new(
        PublicId.Format(PublicId.Purchase, row.Id), PublicId.Format(PublicId.Transfer, row.TransferId),
        Credits.FromMicroCredits(row.AmountMicroCredits), row.Reference,
        row is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new(new(amount), currency) : null,
        row.ExpiresAt, row.RecordedAt, PurchaseReads.MoneyOf(row)?.UnitPrice.ToString("0.############", CultureInfo.InvariantCulture));
}

/// <summary>The part of a wallet's credits that came from one purchase.</summary>
internal sealed record LotAnswer(
    string PurchaseId, string? BudgetId, Credits Available, Credits Reserved, DateTimeOffset SpendFrom, DateTimeOffset? EndsAt)
{
    /// <summary>The answer for a row.</summary>
    public static LotAnswer Of(LotRow row, DateTimeOffset recordedAt, string? budget) => new(
        PublicId.Format(PublicId.Purchase, row.PurchaseId), budget, Credits.FromMicroCredits(row.AvailableMicroCredits),
        Credits.FromMicroCredits(row.ReservedMicroCredits), recordedAt, row.EndsAt);
}
