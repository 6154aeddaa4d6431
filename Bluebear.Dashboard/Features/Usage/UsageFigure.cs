namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A figure of usage that the chart can show. A closed set.</summary>
public enum UsageFigure
{
    /// <summary>What it cost.</summary>
    Credits,

    /// <summary>Charges.</summary>
    Requests,

    /// <summary>Input tokens, including cached ones.</summary>
    Input,

    /// <summary>The input tokens that were read from a cache.</summary>
    Cached,

    /// <summary>Output tokens.</summary>
    Output,

    /// <summary>The average cost of a request.</summary>
    Each,

    /// <summary>What it cost in money, at the average price of what the company has spent.</summary>
    Money,
}

/// <summary>The figures in words and addresses.</summary>
internal static class UsageFigures
{
    /// <summary>All figures with their names.</summary>
    public static IReadOnlyList<(UsageFigure Figure, string Name)> All { get; } =
    [
        (UsageFigure.Credits, "Credits"), (UsageFigure.Requests, "Requests"), (UsageFigure.Input, "Input tokens"),
        (UsageFigure.Cached, "Cached tokens"), (UsageFigure.Output, "Output tokens"), (UsageFigure.Each, "Cost per request"), (UsageFigure.Money, "Money"),
    ];

    /// <summary>The name in addresses.</summary>
    public static string Code(this UsageFigure figure) => figure.ToString().ToLowerInvariant();

    /// <summary>The name on screens.</summary>
    public static string Name(this UsageFigure figure) => All[(int)figure].Name;

    /// <summary>True for amounts of credits.</summary>
    public static bool IsCredits(this UsageFigure figure) => figure is UsageFigure.Credits or UsageFigure.Each;

    /// <summary>The figure of a name in an address; credits for an unknown one.</summary>
    public static UsageFigure Find(string? code) => All.FirstOrDefault(one => one.Figure.Code().Equals(code, StringComparison.OrdinalIgnoreCase)).Figure;

    /// <summary>The figure of a sum, for drawing. Null where there is none.</summary>
    public static decimal? Of(this UsageFigure figure, UsageSum sum, PricedCredits? price = null) => figure switch
    {
        UsageFigure.Requests => sum.Requests,
        UsageFigure.Input => sum.InputTokens,
        UsageFigure.Cached => sum.CachedTokens,
        UsageFigure.Output => sum.OutputTokens,
        UsageFigure.Money => price?.AtAverage(sum.Credits) is [var money] ? money.Amount : null,
        UsageFigure.Each => sum.Each?.ToDecimal(),
        _ => sum.Credits.ToDecimal(),
    };
}
