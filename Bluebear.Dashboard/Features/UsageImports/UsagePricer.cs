using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Prices a row of usage: its own amount, or else tokens by the list, or else the dollars spent.</summary>
/// <param name="prices">The tenant's list.</param>
/// <param name="rate">The tenant's credits for a dollar.</param>
public sealed class UsagePricer(PriceList prices, CreditsPerUsd rate)
{
    /// <summary>The reason of a row without a price. It can be imported again once there is one.</summary>
    public const string NoPrice = "no_price";

    /// <summary>Prices a row, rounding once.</summary>
    /// <returns>Null, or why the row has no price.</returns>
    public string? TryPrice(UsageRow row, out Credits cost)
    {
        if (row.Amount is { } amount)
        {
            cost = amount;
            return null;
        }

        var problem = ByTokens(row, out cost);
        if (problem is PricingProblem.NoPrice && row.SpendUsd is { } usd)
        {
            problem = Pricing.TryConvert(usd, rate, out cost);
        }

        return problem switch
        {
            PricingProblem.None => null,
            PricingProblem.OutOfRange => $"costs more than {LedgerBounds.MaxAmount} credits",
            PricingProblem.NoPrice => Explain(row),
        };
    }

    private PricingProblem ByTokens(UsageRow row, out Credits cost)
    {
        cost = default;

        // A log without tokens but with spending (an image, a second of speech) was not free.
        var isCounted = row.Tokens is { } tokens && (tokens != default || row.SpendUsd is not { Sign: > 0 });
        return isCounted && row.Model is not null
            ? prices.TryPrice(row.Model, row.Tokens!.Value, row.OccurredAt, out cost)
            : PricingProblem.NoPrice;
    }

    private static string Explain(UsageRow row) => (row.Model, row.Tokens) switch
    {
        (_, null) => $"{NoPrice}: neither an amount nor tokens",
        (null, _) => $"{NoPrice}: neither an amount nor a model",
        _ => $"{NoPrice}: the list had no price for the model at that time",
    };
}
