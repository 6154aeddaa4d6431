namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A tenant's prices with their history, as they stood when it was read. Immutable; safe for many threads.</summary>
public sealed class PriceList
{
    private readonly Dictionary<string, ModelPrice[]> _historyByModel;

    /// <summary>The list of these prices.</summary>
    /// <param name="prices">In the order in which they were recorded: of two that start at the same instant the later counts.</param>
    public PriceList(IEnumerable<ModelPrice> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _historyByModel = prices.GroupBy(price => price.Model, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.GroupBy(price => price.ValidFrom).Select(sameStart => sameStart.Last())
                .OrderBy(price => price.ValidFrom).ToArray(),
            StringComparer.Ordinal);
        Models = [.. _historyByModel.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>A list without prices.</summary>
    public static PriceList Empty { get; } = new([]);

    /// <summary>Every model that has a price at some time, in ordinal order.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>The prices of a model that count, oldest start first; empty for an unknown model.</summary>
    public IReadOnlyList<ModelPrice> History(string model) => _historyByModel.GetValueOrDefault(model) ?? [];

    /// <summary>The price in force at an instant: of those that have started by then the one that started last.</summary>
    /// <returns>Null where the model, by its exact name, has no price yet.</returns>
    public ModelPrice? Find(string model, DateTimeOffset at)
    {
        var history = _historyByModel.GetValueOrDefault(model);
        return history is null ? null : Array.FindLast(history, price => price.ValidFrom <= at);
    }

    /// <summary>Every price in force at an instant, by model in ordinal order.</summary>
    public IEnumerable<ModelPrice> InForce(DateTimeOffset at) =>
        Models.Select(model => Find(model, at)).OfType<ModelPrice>();

    /// <summary>What a request costs at the price in force when it occurred.</summary>
    /// <returns><see cref="PricingProblem.NoPrice"/> where there is none; a price of zero is not that.</returns>
    public PricingProblem TryPrice(string model, TokenCounts tokens, DateTimeOffset occurredAt, out Credits cost)
    {
        cost = default;
        return Find(model, occurredAt) is { } price ? price.TryPrice(tokens, out cost) : PricingProblem.NoPrice;
    }
}
