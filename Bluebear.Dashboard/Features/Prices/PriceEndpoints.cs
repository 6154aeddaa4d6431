using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>A price to record, as a whole: what it does not name, the model does not have from then on.</summary>
internal sealed record PriceChangeBody : PriceMembers
{
    /// <summary>The start: an instant or a day of the tenant's calendar. Default: a model's first price has always been valid,
    /// another one starts now.</summary>
    public BookBound? ValidFrom { get; init; }

    /// <summary>The largest number of output tokens of a request. Default: the limit in the list.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The model. If given, it must be the one of the path.</summary>
    public string? Model { get; init; }

    /// <summary>Prices of service tiers, and above a number of input tokens. A part without one there keeps its other price.</summary>
    public IReadOnlyList<PriceTierMembers>? Tiers { get; init; }
}

/// <summary>A price.</summary>
internal sealed record PriceAnswer : PriceMembers
{
    private PriceAnswer(Func<PricePart, UnitPrice?> price)
        : base(price)
    {
    }

    public required string Model { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public long? MaxOutputTokens { get; init; }

    /// <summary>Prices of service tiers, and above a number of input tokens; empty for none.</summary>
    public required IReadOnlyList<PriceTierMembers> Tiers { get; init; }

    /// <summary>The answer for a price. A price that has always been valid has no start.</summary>
    public static PriceAnswer Of(ModelPrice price) => new(
        part => price.AllParts.FirstOrDefault(own => own.Part == part && own.Tier == ServiceTier.Standard && own.AboveInputTokens == 0)?.Price)
    {
        Model = price.Model,
        ValidFrom = price.ValidFrom == ModelPrice.Always ? null : price.ValidFrom,
        MaxOutputTokens = price.MaxOutputTokens,
        Tiers = PriceTierMembers.Of(price),
    };
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
            .Produces<PriceAnswer>().WithSummary("Record a price of a model. Earlier prices stay as history.")
            .WithDescription("A price is recorded as a whole: parts that the body does not name, the model does not have from then on. "
                + "A request costs the sum of its parts. Cached, written, audio and image tokens are parts of the input tokens, reasoning, audio and image "
                + "tokens parts of the output tokens; each token is in one part, and a part without a price costs the price of what it is part of.");
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
        var parts = PriceBodies.Parts(body);
        var price = new ModelPrice(model, body.InputPerMillion?.Price, body.CachedInputPerMillion?.Price, body.OutputPerMillion?.Price,
            ModelPrice.Always, body.MaxOutputTokens ?? await setPrice.LimitAsync(model, validFrom, cancellation))
        { Parts = parts };
        var changes = await setPrice.RunAsync(price, validFrom, cancellation);
        var recorded = changes.ToRecord.FirstOrDefault();
        return Results.Json(PriceAnswer.Of(recorded ?? price with { ValidFrom = validFrom ?? ModelPrice.Always }));
    }
}
