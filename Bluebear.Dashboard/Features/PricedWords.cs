using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features;

/// <summary>Credits in money, in words: a sum for each currency, never mixed.</summary>
public static class PricedWords
{
    /// <summary>The state of an address in which a page shows money.</summary>
    public const string Money = "money";

    /// <summary>The choices of the switch between credits and money.</summary>
    public static IReadOnlyList<Choice> Choices { get; } = [new("", "Credits"), new(Money, "Money")];

    /// <summary>"598.33 EUR and 12.00 USD"; "No price" if none is known.</summary>
    public static string Of(IReadOnlyList<Money> sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        return sums.Count == 0 ? "No price" : string.Join(" and ", sums.Select(static sum => MoneyText.Of(sum.Amount, sum.Currency)));
    }

    /// <summary>What is meant in credits, and how much of it has no price: "4,249.27 cr, 100.00 of them without a price".</summary>
    public static string Note(PricedCredits credits)
    {
        ArgumentNullException.ThrowIfNull(credits);
        return $"{CreditFormat.Fixed(credits.Total)} cr" + (credits.Unpriced.IsPositive && credits.HasMoney ? $", {CreditFormat.Fixed(credits.Unpriced)} of them without a price" : "");
    }
}
