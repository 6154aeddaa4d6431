namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A price that an import would change.</summary>
/// <param name="Before">The price until then; null for a model that has none.</param>
/// <param name="After">The new price, with its start.</param>
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

    /// <summary>For a million input tokens read from a cache; without it the input price counts.</summary>
    CachedInput,

    /// <summary>For a million output tokens.</summary>
    Output,

    /// <summary>The largest number of output tokens of a request.</summary>
    MostOutputTokens,
}

/// <summary>A part of a price that an import would change.</summary>
/// <param name="Part">The part.</param>
/// <param name="Before">Credits for a million tokens, or a number of tokens; null if there is none.</param>
/// <param name="After">The same, after the import.</param>
public sealed record PricePartChange(PricePart Part, decimal? Before, decimal? After);

/// <summary>What an import of prices would do. Depends only on its inputs, not on the clock.</summary>
/// <param name="New">Models that had no price.</param>
/// <param name="Changed">Models whose price differs.</param>
/// <param name="Unchanged">The number of models that already have that price.</param>
public sealed record PriceChanges(IReadOnlyList<PriceChange> New, IReadOnlyList<PriceChange> Changed, int Unchanged)
{
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
