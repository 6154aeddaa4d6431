namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What the usage page asks for.</summary>
/// <param name="Range">The days.</param>
/// <param name="Keys">One or two different keys to group by.</param>
/// <param name="Filters">At most one for each key.</param>
public sealed record UsageQuestion(UsageRange Range, IReadOnlyList<UsageKey> Keys, IReadOnlyList<UsageFilter> Filters)
{
    /// <summary>Now; null where it does not matter. Hours to come are not listed.</summary>
    public DateTimeOffset? Now { get; init; }
}

/// <summary>A line of a report.</summary>
/// <param name="Values">Its value for each key of the report.</param>
/// <param name="Sum">Its usage.</param>
/// <param name="Before">The usage of the same group in the period before.</param>
public sealed record UsageLine(IReadOnlyList<UsageValue> Values, UsageSum Sum, UsageSum Before);

/// <summary>One of the largest groups, or the others together, over time.</summary>
/// <param name="Value">The group; null for all usage, or for the others together.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sums">Its usage for each time of the report.</param>
public sealed record UsageSeries(UsageValue? Value, string Name, IReadOnlyList<UsageSum> Sums);

/// <summary>Usage over a range of days.</summary>
public sealed record UsageReport
{
    /// <summary>What was asked for.</summary>
    public required UsageQuestion Question { get; init; }

    /// <summary>The filters with their names.</summary>
    public required IReadOnlyList<UsageFilterName> Filters { get; init; }

    /// <summary>The sums by the keys: times in order, otherwise the largest first.</summary>
    public required IReadOnlyList<UsageLine> Lines { get; init; }

    /// <summary>The times of the series, in order, with the days of each.</summary>
    public required IReadOnlyList<(UsageValue Value, UsageRange Days)> Times { get; init; }

    /// <summary>Usage over time: as a whole, or by the largest groups and the others together.</summary>
    public required IReadOnlyList<UsageSeries> Series { get; init; }

    /// <summary>The usage of the period before, for each time of the series that it has.</summary>
    public required IReadOnlyList<UsageSum> Ghost { get; init; }

    /// <summary>The sum of all usage, each request once.</summary>
    public required UsageSum Total { get; init; }

    /// <summary>The days of the period before.</summary>
    public required UsageRange BeforeRange { get; init; }

    /// <summary>The sum of the period before.</summary>
    public required UsageSum Before { get; init; }

    /// <summary>What the company has spent, with its price; null for callers who do not see all of it, or where no price is known.</summary>
    public PricedCredits? Price { get; init; }

    /// <summary>How many times of the series have begun.</summary>
    public required int Begun { get; init; }

    /// <summary>True where there was too much to add up. The report is then empty.</summary>
    public bool IsTooMuch { get; init; }

    /// <summary>The figure that the chart can show: credits in place of money of several currencies, which never add up, or of none.</summary>
    public UsageFigure Drawn(UsageFigure wanted) => wanted == UsageFigure.Money && Price?.Money.Count != 1 ? UsageFigure.Credits : wanted;

    /// <summary>What some usage cost in money, by currency; none where no price is known.</summary>
    public IReadOnlyList<Money> MoneyOf(UsageSum sum) => Price?.AtAverage(sum.Credits) ?? [];

    /// <summary>The key of the times.</summary>
    public UsageKey Bucket => Times.Count == 0 ? UsageKey.Day : Times[0].Value.Key;

    /// <summary>True where nothing was used.</summary>
    public bool IsEmpty => Total.IsZero;
}
