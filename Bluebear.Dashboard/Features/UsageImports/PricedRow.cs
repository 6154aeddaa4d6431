namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Where the cost of a row came from. A closed set.</summary>
public enum CostSource
{
    /// <summary>The row names the amount.</summary>
    Amount,

    /// <summary>The tenant's price list.</summary>
    List,

    /// <summary>What the gateway spent.</summary>
    Spend,

    /// <summary>The gateway paid nothing for it.</summary>
    Free,
}

/// <summary>Why a row that has both figures was charged what the gateway spent. A closed set.</summary>
public enum SpendReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The import was told to.</summary>
    Asked,

    /// <summary>The list has no price for the model.</summary>
    NoPrice,

    /// <summary>The list lacks the price of a part that the row used.</summary>
    NoPart,

    /// <summary>No list could tell: see <see cref="UsageRow.Gap"/>.</summary>
    Gap,
}

/// <summary>The cost of a row, and the figures that it was chosen from.</summary>
/// <param name="Cost">What is charged.</param>
/// <param name="Source">Where that came from.</param>
/// <param name="Why">Why it was what the gateway spent.</param>
/// <param name="ByList">The list's figure, with prices of other parts for those that it lacks; null if it has none.</param>
/// <param name="BySpend">What the gateway spent; null if the row does not say.</param>
public readonly record struct PricedRow(Credits Cost, CostSource Source, SpendReason Why, Credits? ByList, Credits? BySpend)
{
    private const int MostPercent = 1;

    /// <summary>
    /// True if both figures are there and one is more than a hundredth above the other. A difference of a micro-credit is only
    /// rounding.
    /// </summary>
    public bool Differs => ByList is { } list && BySpend is { } spend
        && (list - spend).Abs().Wide is var difference && difference > 1
        && difference * 100 > Credits.Max(list, spend).Wide * MostPercent;
}
