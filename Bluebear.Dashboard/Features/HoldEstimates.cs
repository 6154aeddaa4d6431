using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features;

/// <summary>
/// The largest possible cost of a request without an amount, by the tenant's price list. Its callers check permissions.
/// </summary>
internal sealed class HoldEstimates(CachedPrices prices, TimeProvider clock)
{
    /// <summary>
    /// The estimate with the output tokens that it counts, or why there is none. An unknown account comes first among the reasons.
    /// </summary>
    public async Task<(Refusal? Refusal, Credits Estimate, long OutputTokens)> OfAsync(
        TenantId tenant, SpendRequest request, CancellationToken cancellation)
    {
        var (refusal, estimate, output) = await EstimateAsync(tenant, request, cancellation);
        return (refusal is null ? null : request.Facts.FindUnknown() ?? refusal, estimate, output);
    }

    private async Task<(Refusal? Refusal, Credits Estimate, long OutputTokens)> EstimateAsync(TenantId tenant, SpendRequest request, CancellationToken cancellation)
    {
        var (facts, now) = (request.Facts, clock.GetUtcNow());
        if (!request.FactsWith(request.MaxOutputTokens).IsWellFormed)
        {
            return (new(RefusalReason.InvalidText, Field: "facts"), default, 0);
        }

        var list = facts.Model is null ? PriceList.Empty : await prices.OfAsync(tenant, cancellation);
        if (facts.Model is not { } model || list.Find(model, now) is not { } price)
        {
            return (new(RefusalReason.NoPrice, Field: "amount"), default, 0);
        }

        // Where output costs nothing, its limit makes no difference.
        var limit = request.MaxOutputTokens ?? price.MaxOutputTokens ?? (price.ChargesForOutput ? null : 0);
        if (limit is not (>= 0 and <= TokenCounts.Max and var output))
        {
            return (new(RefusalReason.InvalidAmount, Field: "max_output_tokens"), default, 0);
        }

        return price.TryPrice(facts.Tokens with { Output = output }, facts.Details, out var cost) switch
        {
            PricingProblem.None => (null, cost, output),
            PricingProblem.NoPrice => (new(RefusalReason.NoPrice, Field: "amount"), default, 0),
            _ => (new(RefusalReason.AmountOutOfRange, Field: "max_output_tokens"), default, 0),
        };
    }
}
