using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Prices a row of usage: its own amount, or else the list's figure or what the gateway spent.</summary>
/// <param name="prices">The tenant's list.</param>
/// <param name="rate">The tenant's credits for a dollar.</param>
/// <param name="by">Whose figure counts where both are there.</param>
public sealed class UsagePricer(PriceList prices, CreditsPerUsd rate, PriceBy by = PriceBy.Auto)
{
    /// <summary>The reason of a row without a price. It can be imported again once there is one.</summary>
    public const string NoPrice = "no_price";

    /// <summary>Prices a row, rounding once.</summary>
    /// <returns>Null, or why the row has no price.</returns>
    public string? TryPrice(UsageRow row, out PricedRow priced)
    {
        var spendProblem = BySpend(row, out var spend);
        var listProblem = ByList(row, out var list, out var isCovered);
        var figures = new PricedRow(
            Credits.Zero, CostSource.Free, SpendReason.None, listProblem is PricingProblem.None ? list : null, spendProblem is PricingProblem.None ? spend : null);
        if (row.Amount is { } amount)
        {
            priced = figures with { Cost = amount, Source = CostSource.Amount };
            return null;
        }

        if (IsFree(row))
        {
            // No provider was called, so there is nothing to price.
            priced = figures with { ByList = Credits.Zero };
            return null;
        }

        var why = WhySpend(row, listProblem, isCovered);
        var isSpend = why is not SpendReason.None;
        priced = figures with
        {
            Cost = isSpend ? spend : list,
            Source = isSpend ? CostSource.Spend : CostSource.List,
            Why = why,
        };
        return (isSpend ? spendProblem : listProblem) switch
        {
            PricingProblem.None => null,
            PricingProblem.OutOfRange => $"costs more than {LedgerBounds.MaxAmount} credits",
            PricingProblem.NoPrice => Explain(row),
        };
    }

    // The list is what the tenant agreed to, so its figure counts where it is one. What the gateway spent is nearer to the
    // provider's bill where the list can only guess: it has no price for a part that was used, or the row does not say what was used.
    private SpendReason WhySpend(UsageRow row, PricingProblem listProblem, bool isCovered) => row.SpendUsd switch
    {
        null => SpendReason.None,
        _ when listProblem is PricingProblem.NoPrice => SpendReason.NoPrice,
        _ when by is PriceBy.Spend => SpendReason.Asked,
        // LiteLLM writes 0 also where it knows no price, so it stands against a price of the list only where it was asked for.
        { Sign: 0 } => SpendReason.None,
        _ when by is PriceBy.List => SpendReason.None,
        _ when row.Gap is not UsageGap.None => SpendReason.Gap,
        _ => isCovered ? SpendReason.None : SpendReason.NoPart,
    };

    // A cached answer that says that it cost something is taken at its word only where spend was asked for.
    private bool IsFree(UsageRow row) => row.Free is not FreeUsage.No && !(by is PriceBy.Spend && row.SpendUsd is { Sign: > 0 });

    private PricingProblem BySpend(UsageRow row, out Credits cost)
    {
        cost = default;
        return row.SpendUsd is { } usd ? Pricing.TryConvert(usd, rate, out cost) : PricingProblem.NoPrice;
    }

    private PricingProblem ByList(UsageRow row, out Credits cost, out bool isCovered)
    {
        (cost, isCovered) = (default, false);
        if (row.Model is not { } model || row.Tokens is not { } tokens || prices.Find(model, row.OccurredAt) is not { } price)
        {
            return PricingProblem.NoPrice;
        }

        // Tokens used to think are output tokens. A list that has no price of its own for them lacks nothing.
        isCovered = price.Covers(tokens, row.Details with { Reasoning = 0 });
        var problem = price.TryPrice(tokens, row.Details, out cost);

        // A log without tokens but with spending (an image, a second of speech) was not free.
        return problem is PricingProblem.None && cost.IsZero && tokens == default && row.SpendUsd is { Sign: > 0 } ? PricingProblem.NoPrice : problem;
    }

    private static string Explain(UsageRow row) => (row.Model, row.Tokens) switch
    {
        (_, null) => $"{NoPrice}: neither an amount nor tokens",
        (null, _) => $"{NoPrice}: neither an amount nor a model",
        _ => $"{NoPrice}: the list had no price for the model at that time",
    };
}
