namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A tenant's prices with their history, and its aliases, at the time of reading. Immutable; safe for many threads.</summary>
public sealed class PriceList
{
    private readonly Dictionary<string, ModelPrice[]> _historyByModel;
    private readonly Dictionary<string, string> _modelByAlias;

    /// <summary>A list of prices.</summary>
    /// <param name="prices">In the order of recording: of two prices that start at the same instant the later one counts.</param>
    /// <param name="aliases">The aliases, each name once; null for none.</param>
    public PriceList(IEnumerable<ModelPrice> prices, IEnumerable<ModelAlias>? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _historyByModel = prices.GroupBy(price => price.Model, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.GroupBy(price => price.ValidFrom).Select(sameStart => sameStart.Last())
                .OrderBy(price => price.ValidFrom).ToArray(),
            StringComparer.Ordinal);
        Models = [.. _historyByModel.Keys.Order(StringComparer.Ordinal)];
        _modelByAlias = (aliases ?? []).ToDictionary(alias => alias.Alias, alias => alias.Model, StringComparer.Ordinal);
    }

    /// <summary>A list without prices.</summary>
    public static PriceList Empty { get; } = new([]);

    /// <summary>All models that have a price at some time, in ordinal order.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>A model's valid prices, oldest start first; empty for an unknown model.</summary>
    public IReadOnlyList<ModelPrice> History(string model) => _historyByModel.GetValueOrDefault(model) ?? [];

    /// <summary>
    /// The price of usage that names a model at an instant: the model's own price, or else that of the model it is an alias of.
    /// </summary>
    /// <returns>Null if neither (by its exact name) has a price at that instant.</returns>
    public ModelPrice? Find(string model, DateTimeOffset at) =>
        FindOwn(model, at) ?? (_modelByAlias.TryGetValue(model, out var other) ? FindOwn(other, at) : null);

    /// <summary>A model's own price at an instant: of the prices that have started by then, the one that started last.</summary>
    /// <returns>Null if the model (by its exact name) has no price at that instant.</returns>
    public ModelPrice? FindOwn(string model, DateTimeOffset at)
    {
        var history = _historyByModel.GetValueOrDefault(model);
        return history is null ? null : Array.FindLast(history, price => price.ValidFrom <= at);
    }

    /// <summary>All prices at an instant, by model in ordinal order.</summary>
    public IEnumerable<ModelPrice> InForce(DateTimeOffset at) =>
        Models.Select(model => FindOwn(model, at)).OfType<ModelPrice>();

    /// <summary>The cost of a request at the price of the time when it occurred.</summary>
    /// <returns><see cref="PricingProblem.NoPrice"/> if there is none. A price of zero is a price.</returns>
    public PricingProblem TryPrice(string model, TokenCounts tokens, UsageDetails details, DateTimeOffset occurredAt, out Credits cost)
    {
        cost = default;
        return Find(model, occurredAt) is { } price ? price.TryPrice(tokens, details, out cost) : PricingProblem.NoPrice;
    }

    /// <summary>The cost of a request that used tokens and nothing else.</summary>
    /// <returns><see cref="PricingProblem.NoPrice"/> if there is none. A price of zero is a price.</returns>
    public PricingProblem TryPrice(string model, TokenCounts tokens, DateTimeOffset occurredAt, out Credits cost) =>
        TryPrice(model, tokens, UsageDetails.None, occurredAt, out cost);
}
