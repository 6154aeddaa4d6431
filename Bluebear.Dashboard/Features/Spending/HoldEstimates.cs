using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>
/// The largest possible cost of a request without an amount, by the tenant's price list. Its callers check permissions.
/// </summary>
internal sealed class HoldEstimates(CachedPrices prices, TimeProvider clock)
{
    /// <summary>The estimate, or why there is none. An unknown account comes first among the reasons.</summary>
    public async Task<(Refusal? Refusal, Credits Estimate)> OfAsync(TenantId tenant, SpendRequest request, CancellationToken cancellation)
    {
        var (refusal, estimate) = await EstimateAsync(tenant, request, cancellation);
        return (refusal is null ? null : request.Facts.FindUnknown() ?? refusal, estimate);
    }

    private async Task<(Refusal? Refusal, Credits Estimate)> EstimateAsync(TenantId tenant, SpendRequest request, CancellationToken cancellation)
    {
        var (facts, now) = (request.Facts, clock.GetUtcNow());
        if (!facts.IsWellFormed)
        {
            return (new(RefusalReason.InvalidText, Field: "facts"), default);
        }

        var list = facts.Model is null ? PriceList.Empty : await prices.OfAsync(tenant, cancellation);
        if (facts.Model is not { } model || list.Find(model, now) is not { } price)
        {
            return (new(RefusalReason.NoPrice, Field: "amount"), default);
        }

        if ((request.MaxOutputTokens ?? price.MaxOutputTokens) is not (>= 0 and <= TokenCounts.Max and var output))
        {
            return (new(RefusalReason.InvalidAmount, Field: "max_output_tokens"), default);
        }

        return price.TryPrice(facts.Tokens with { Output = output }, out var cost) == PricingProblem.None
            ? (null, cost)
            : (new(RefusalReason.AmountOutOfRange, Field: "max_output_tokens"), default);
    }
}
