namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A price that a list would change.</summary>
/// <param name="Before">The price in force until then; null for a model that has none.</param>
/// <param name="After">The new price, with the instant from which it holds.</param>
public sealed record PriceChange(ModelPrice? Before, ModelPrice After)
{
    /// <summary>Every part of the price that differs; empty for a model's first price.</summary>
    public IReadOnlyList<PricePartChange> Parts => Before is not { } before ? [] :
    [
        .. new PricePartChange[]
        {
            new(PricePart.Input, before.Input.ToDecimal(), After.Input.ToDecimal()),
            new(PricePart.CachedInput, before.CachedInput?.ToDecimal(), After.CachedInput?.ToDecimal()),
            new(PricePart.Output, before.Output.ToDecimal(), After.Output.ToDecimal()),
            new(PricePart.MostOutputTokens, before.MaxOutputTokens, After.MaxOutputTokens),
        }.Where(static part => part.Before != part.After),
    ];
}

/// <summary>A part of a model's price. A closed set.</summary>
public enum PricePart
{
    /// <summary>For a million input tokens.</summary>
    Input,

    /// <summary>For a million input tokens read from a cache; without one the input price counts.</summary>
    CachedInput,

    /// <summary>For a million output tokens.</summary>
    Output,

    /// <summary>The most output tokens of a request.</summary>
    MostOutputTokens,
}

/// <summary>A part of a price that a list would change.</summary>
/// <param name="Part">Which one.</param>
/// <param name="Before">Credits for a million tokens, or a number of tokens; null where there is none.</param>
/// <param name="After">Likewise.</param>
public sealed record PricePartChange(PricePart Part, decimal? Before, decimal? After);

/// <summary>What taking over a list of prices would do. Nothing is decided by looking at the clock but what is said to be now.</summary>
/// <param name="New">Models that had no price.</param>
/// <param name="Changed">Models whose price differs.</param>
/// <param name="Unchanged">How many models have that price already.</param>
public sealed record PriceChanges(IReadOnlyList<PriceChange> New, IReadOnlyList<PriceChange> Changed, int Unchanged)
{
    /// <summary>The prices to record, in order.</summary>
    public IEnumerable<ModelPrice> ToRecord => New.Concat(Changed).Select(change => change.After);

    /// <summary>What changes when these prices are taken over.</summary>
    /// <param name="current">The list so far.</param>
    /// <param name="prices">The prices; their own starts do not count.</param>
    /// <param name="validFrom">
    /// From when they hold. Null: a model's first price holds for all times, another one from <paramref name="now"/>.
    /// </param>
    /// <param name="now">The present.</param>
    public static PriceChanges Between(
        PriceList current, IEnumerable<ModelPrice> prices, DateTimeOffset? validFrom, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(prices);
        var (added, changed, unchanged) = (new List<PriceChange>(), new List<PriceChange>(), 0);
        foreach (var price in prices)
        {
            var isFirst = current.History(price.Model).Count == 0;
            var start = Instants.Truncate(validFrom ?? (isFirst ? ModelPrice.Always : now));
            var before = current.Find(price.Model, start);
            if (before is not null && before.CostsAsMuchAs(price))
            {
                unchanged++;
            }
            else
            {
                (isFirst ? added : changed).Add(new(before, price with { ValidFrom = start }));
            }
        }

        return new(added, changed, unchanged);
    }
}
