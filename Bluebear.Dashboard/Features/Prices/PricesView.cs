using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Filters the list of prices for the page and limits how many it shows.</summary>
internal sealed class PricesView
{
    public PricesView(PriceListView prices, string filter, int most)
    {
        var all = prices.InForce.Concat(prices.Upcoming).ToList();
        Decimals = new(
            PriceText.DecimalsFor(all.Select(price => price.Input)),
            PriceText.DecimalsFor(all.Select(price => price.CachedInput)),
            PriceText.DecimalsFor(all.Select(price => price.Output)));
        Found = [.. prices.InForce.Where(price => price.Model.Contains(filter.Trim(), StringComparison.OrdinalIgnoreCase))];
        Shown = [.. Found.Take(most)];
    }

    /// <summary>Decimals of each column, for all prices.</summary>
    public PriceDecimals Decimals { get; }

    /// <summary>Current prices of models whose name contains the filter.</summary>
    public IReadOnlyList<ModelPrice> Found { get; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<ModelPrice> Shown { get; }
}
