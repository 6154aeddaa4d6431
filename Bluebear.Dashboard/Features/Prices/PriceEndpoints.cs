using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>A price to record.</summary>
/// <param name="InputPerMillion">Credits for a million input tokens.</param>
/// <param name="CachedInputPerMillion">Credits for a million input tokens read from a cache. Default: the input price.</param>
/// <param name="OutputPerMillion">Credits for a million output tokens.</param>
/// <param name="ValidFrom">The start: an instant or a day of the tenant's calendar. Default: a model's first price has always
/// been valid, another one starts now.</param>
/// <param name="MaxOutputTokens">The largest number of output tokens of a request. Default: the limit in the list.</param>
/// <param name="Model">The model. If given, it must be the one of the path.</param>
internal sealed record PriceChangeBody(
    [property: Required] PriceFigure? InputPerMillion, PriceFigure? CachedInputPerMillion, [property: Required] PriceFigure? OutputPerMillion,
    BookBound? ValidFrom,
    long? MaxOutputTokens,
    string? Model = null);

/// <summary>A price.</summary>
internal sealed record PriceAnswer(
    string Model, PriceFigure? InputPerMillion, PriceFigure? CachedInputPerMillion, PriceFigure? OutputPerMillion,
    DateTimeOffset? ValidFrom, long? MaxOutputTokens)
{
    /// <summary>The answer for a price. A price that has always been valid has no start.</summary>
    public static PriceAnswer Of(ModelPrice price) => new(
        price.Model, PriceFigure.Of(price.Input), PriceFigure.Of(price.CachedInput), PriceFigure.Of(price.Output),
        price.ValidFrom == ModelPrice.Always ? null : price.ValidFrom, price.MaxOutputTokens);
}

/// <summary>Credits for a million tokens, exact to twelve decimals, from a string or a number.</summary>
[JsonConverter(typeof(PriceFigureConverter))]
[DescribedAs(typeof(string))]
internal sealed record PriceFigure(UnitPrice Price)
{
    /// <summary>The figure of a price, or null.</summary>
    public static PriceFigure? Of(UnitPrice? price) => price is { } known ? new(known) : null;

    private sealed class PriceFigureConverter : JsonConverter<PriceFigure>
    {
        public override PriceFigure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = ApiJson.ReadNumber(ref reader);
            var problem = reader.TokenType == JsonTokenType.Number && ExactDecimal.TryParse(text, out var exact)
                ? UnitPrice.TryCreate(exact, out var price) : UnitPrice.TryParse(text, out price);
            return problem == UnitPriceProblem.None ? new(price)
                : throw new UnreadableValueException("A price must be zero or above, with at most twelve decimals.");
        }

        public override void Write(Utf8JsonWriter writer, PriceFigure value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Price.ToString());
    }
}

/// <summary>The price list for programs.</summary>
internal static class PriceEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPricesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/prices", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<PriceAnswer>>().WithSummary("List the current prices, or those at an instant, by model.");
        api.MapPut("/prices/{**model}", SetAsync).RequireScope(ApiScopes.Billing)
            .Produces<PriceAnswer>().WithSummary("Record a price of a model. Earlier prices stay as history.");
    }

    private static async Task<IResult> ListAsync(string? at, string? limit, string? cursor, ListPrices prices, Wallets wallets,
        Paging paging, CancellationToken cancellation)
    {
        var caller = await wallets.CallerAsync(cancellation);
        var bound = Fields.Bound(at, "at");
        var inForce = await prices.InForceAsync(bound?.Start(caller.TimeZone), cancellation);
        // A cursor is an index into the list at that instant: a price that changes meanwhile may appear twice or not at all.
        return Results.Json(paging.Cut(caller.Tenant, "prices", inForce.Index(), line => line.Index,
            line => PriceAnswer.Of(line.Item), limit, cursor));
    }

    private static async Task<IResult> SetAsync(
        string model, PriceChangeBody body, SetPrice setPrice, Wallets wallets, CancellationToken cancellation)
    {
        // Routing leaves only an escaped slash unchanged.
        model = model.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!SetPrice.IsModelName(model))
        {
            throw Fields.Invalid("model", "A model has 1 to 255 printable characters.");
        }

        if (body.Model is not null && body.Model != model)
        {
            throw Fields.Invalid("model", "This must be the model of the path, or be left out.");
        }

        if (body.MaxOutputTokens is <= 0 or > TokenCounts.Max)
        {
            throw Fields.Invalid("max_output_tokens", $"This must be a number of tokens from 1 to {TokenCounts.Max}.");
        }

        var validFrom = body.ValidFrom?.Start((await wallets.CallerAsync(cancellation)).TimeZone);
        var price = new ModelPrice(model, Fields.Required(body.InputPerMillion, "input_per_million").Price,
            body.CachedInputPerMillion?.Price, Fields.Required(body.OutputPerMillion, "output_per_million").Price, ModelPrice.Always,
            body.MaxOutputTokens ?? await setPrice.LimitAsync(model, validFrom, cancellation));
        var changes = await setPrice.RunAsync(price, validFrom, cancellation);
        var recorded = changes.ToRecord.FirstOrDefault();
        return Results.Json(PriceAnswer.Of(recorded ?? price with { ValidFrom = validFrom ?? ModelPrice.Always }));
    }
}
