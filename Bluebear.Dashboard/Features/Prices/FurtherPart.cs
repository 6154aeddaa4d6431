using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>A box of the dialog for a further part of a price: credits for a million tokens, or for one piece.</summary>
internal sealed class FurtherPart(PricePart part, ServiceTier tier, long aboveInputTokens)
{
    /// <summary>Its name.</summary>
    public string Label => PriceText.Of(part, tier, aboveInputTokens);

    /// <summary>The typed text; empty for none.</summary>
    public string Text { get; set; } = "";

    /// <summary>True for a fee for a piece.</summary>
    public bool IsFee => !part.IsOfTokens();

    /// <summary>What is wrong with the text, or null.</summary>
    public string? Problem => TryRead(out _);

    /// <summary>The boxes for a price: each part of the standard tier, and those of other tiers and thresholds that it has.</summary>
    public static IReadOnlyList<FurtherPart> Of(ModelPrice? price)
    {
        var parts = PricePartKinds.All.Where(static part => !PriceParts.IsPlain(part, ServiceTier.Standard, 0))
            .Select(static part => (Part: part, Tier: ServiceTier.Standard, Above: 0L))
            .Union((price?.Parts ?? PriceParts.None).Select(static part => (part.Part, part.Tier, Above: part.AboveInputTokens)));
        return [.. parts.Select(place => new FurtherPart(place.Part, place.Tier, place.Above) { Text = TextOf(price, place) })];
    }

    /// <summary>The parts that are typed. Their texts have no problem.</summary>
    public static PriceParts Read(IEnumerable<FurtherPart> boxes) => PriceParts.Of(boxes.Select(static box => box.Read()).OfType<PartPrice>());

    private static string TextOf(ModelPrice? price, (PricePart Part, ServiceTier Tier, long Above) place) =>
        price?.Parts.FirstOrDefault(part => (part.Part, part.Tier, part.AboveInputTokens) == place) is not { } known ? ""
        : place.Part.IsOfTokens() ? known.Price.ToString()
        : (known.Price.ToDecimal() / PricePartKinds.PerMillion).ToString("0.##################", CultureInfo.InvariantCulture);

    private PartPrice? Read()
    {
        TryRead(out var price);
        return price is { } known ? new(part, tier, aboveInputTokens, known) : null;
    }

    private string? TryRead(out UnitPrice? price)
    {
        var problem = PriceText.TryReadOptional(Text, out price);
        if (problem is not null || !IsFee || price is not { } typed)
        {
            return problem;
        }

        var isPossible = UnitPrice.TryCreate(ExactDecimal.From(typed.ToDecimal()) * ExactDecimal.From(PricePartKinds.PerMillion), out var perMillion)
            == UnitPriceProblem.None;
        price = perMillion;
        return isPossible ? null : "This fee is too high.";
    }
}
