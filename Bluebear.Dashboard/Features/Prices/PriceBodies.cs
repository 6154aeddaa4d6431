using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Reads the parts of a price from a body. Errors are thrown with their field.</summary>
internal static class PriceBodies
{
    /// <summary>The further parts of the price; 400 for what cannot be one.</summary>
    public static PriceParts Parts(PriceChangeBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var own = body.Prices().Select(static part => new PartPrice(part.Part, ServiceTier.Standard, 0, part.Price)).ToList();
        if (own.TrueForAll(static part => part.Part.IsOfTokens()))
        {
            Fields.Required(body.InputPerMillion, "input_per_million");
            Fields.Required(body.OutputPerMillion, "output_per_million");
        }

        var tiers = body.Tiers ?? [];
        var further = tiers.SelectMany(static (tier, index) => Tier(tier, $"tiers[{index}]")).ToList();
        if (further.GroupBy(static part => (part.Part, part.Tier, part.AboveInputTokens)).Any(static group => group.Count() > 1))
        {
            throw Fields.Invalid("tiers", "Two entries are for the same requests.");
        }

        var parts = own.Concat(further).Where(static part => !PriceParts.IsPlain(part.Part, part.Tier, part.AboveInputTokens)).ToList();
        return parts.Count > PriceParts.Max ? throw Fields.Invalid("tiers", $"A price has at most {PriceParts.Max} parts.") : PriceParts.Of(parts);
    }

    private static IEnumerable<PartPrice> Tier(PriceTierMembers members, string field)
    {
        if (members is null)
        {
            throw Fields.Invalid(field, "This must be an object.");
        }

        if (!ServiceTierText.TryParse(members.Tier ?? ServiceTierText.Of(ServiceTier.Standard), out var tier))
        {
            throw Fields.Invalid($"{field}.tier", $"This must be {ServiceTierText.InWords}.");
        }

        if (members.AboveInputTokens is <= 0 or > TokenCounts.Max)
        {
            throw Fields.Invalid($"{field}.above_input_tokens", $"This must be a number of tokens from 1 to {TokenCounts.Max}.");
        }

        var above = members.AboveInputTokens ?? 0;
        if (tier == ServiceTier.Standard && above == 0)
        {
            throw Fields.Invalid(field, "Name a tier, a number of input tokens, or both.");
        }

        var prices = members.Prices().ToList();
        if (above > 0 && prices.Exists(static part => !part.Part.IsOfTokens()))
        {
            throw Fields.Invalid(field, "A fee does not depend on the number of input tokens.");
        }

        return prices.Select(part => new PartPrice(part.Part, tier, above, part.Price));
    }
}
