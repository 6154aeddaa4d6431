namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A price that an import would change.</summary>
/// <param name="Before">The price until then; null for a model that has none.</param>
/// <param name="After">The new price, with its start.</param>
public sealed record PriceChange(ModelPrice? Before, ModelPrice After)
{
    /// <summary>Every part of the price that differs, in one order; empty for a model's first price.</summary>
    public IReadOnlyList<PricePartChange> Parts => Before is null ? [] : [.. Then.Where(static part => part.Before != part.After)];

    /// <summary>Every part that the model has before or after, in one order.</summary>
    internal IEnumerable<PricePartChange> Then
    {
        get
        {
            var (was, then) = (ByPlace(Before), ByPlace(After));
            return was.Keys.Union(then.Keys)
                .OrderBy(static place => place.Tier).ThenBy(static place => place.Above).ThenBy(static place => place.Part)
                .Select(place => new PricePartChange(place.Part, ValueAt(was, place), ValueAt(then, place), place.Tier, place.Above))
                .Append(new(PricePart.MostOutputTokens, Before?.MaxOutputTokens, After.MaxOutputTokens));
        }
    }

    private static Dictionary<(PricePart Part, ServiceTier Tier, long Above), UnitPrice> ByPlace(ModelPrice? price) =>
        (price?.AllParts ?? []).ToDictionary(static part => (part.Part, part.Tier, part.AboveInputTokens), static part => part.Price);

    private static decimal? ValueAt<TPlace>(Dictionary<TPlace, UnitPrice> prices, TPlace place)
        where TPlace : notnull => prices.TryGetValue(place, out var price) ? price.ToDecimal() : null;
}

/// <summary>A part of a price that an import would change.</summary>
/// <param name="Part">The part.</param>
/// <param name="Before">Credits for a million tokens or pieces, or a number of tokens; null if there is none.</param>
/// <param name="After">The same, after the import.</param>
/// <param name="Tier">The service tier to which it applies.</param>
/// <param name="AboveInputTokens">It applies to requests with more input tokens than this; 0 for all.</param>
public sealed record PricePartChange(
    PricePart Part, decimal? Before, decimal? After, ServiceTier Tier = ServiceTier.Standard, long AboveInputTokens = 0);

/// <summary>What an import of prices would do. Depends only on its inputs, not on the clock.</summary>
/// <param name="New">Models that had no price.</param>
/// <param name="Changed">Models whose price differs.</param>
/// <param name="Unchanged">The number of models that already have that price.</param>
public sealed record PriceChanges(IReadOnlyList<PriceChange> New, IReadOnlyList<PriceChange> Changed, int Unchanged)
{
    /// <summary>The prices that are not recorded until someone confirms them. They count nowhere else.</summary>
    public IReadOnlyList<PriceJump> Jumps { get; init; } = [];

    /// <summary>The prices to record, in order.</summary>
    public IEnumerable<ModelPrice> ToRecord => New.Concat(Changed).Select(change => change.After);

    /// <summary>The changes that an import of these prices makes.</summary>
    /// <param name="current">The current list.</param>
    /// <param name="prices">The prices; their own starts are ignored.</param>
    /// <param name="validFrom">
    /// The start of the prices. Null: a model's first price has always been valid, and other prices start at <paramref
    /// name="now"/>.
    /// </param>
    /// <param name="now">The present.</param>
    /// <param name="jumps">Finds the prices to confirm first; null to record all.</param>
    public static PriceChanges Between(
        PriceList current, IEnumerable<ModelPrice> prices, DateTimeOffset? validFrom, DateTimeOffset now, PriceJumps? jumps = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(prices);
        var (added, changed, unchanged) = (new List<PriceChange>(), new List<PriceChange>(), 0);
        var jumping = new List<PriceJump>();
        foreach (var price in prices)
        {
            var isFirst = current.History(price.Model).Count == 0;
            var start = Instants.Truncate(validFrom ?? (isFirst ? ModelPrice.Always : now));
            var before = current.FindOwn(price.Model, start);
            var change = new PriceChange(before, price with { ValidFrom = start });
            if (before is not null && before.CostsAsMuchAs(price))
            {
                unchanged++;
            }
            else if (jumps?.Find(change) is { Count: > 0 } found)
            {
                jumping.Add(new(change, found));
            }
            else
            {
                (isFirst ? added : changed).Add(change);
            }
        }

        return new(added, changed, unchanged) { Jumps = jumping };
    }
}
