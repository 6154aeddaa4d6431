using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The usage page's URL: range and grouping as its query string names them.</summary>
public sealed record UsageQuery
{
    /// <summary>The codes of the ranges, in the order of the list.</summary>
    public const string SevenDays = "7d", ThirtyDays = "30d", NinetyDays = "90d", Month = "month", Custom = "custom";

    /// <summary>One of the codes; null for <see cref="ThirtyDays"/>.</summary>
    public string? Range { get; init; }

    /// <summary>A day, if the range is <see cref="Custom"/>.</summary>
    public string? From { get; init; }

    /// <summary>A day, if the range is <see cref="Custom"/>.</summary>
    public string? To { get; init; }

    /// <summary>Day, workspace, user or model; null for day.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The filter of the latest movements: null for all, <c>funding</c> to leave out usage.</summary>
    public string? Movements { get; init; }

    /// <summary>The code of <see cref="Range"/>; the default code for an unknown one.</summary>
    public string RangeCode => Range?.ToLowerInvariant() is SevenDays or ThirtyDays or NinetyDays or Month or Custom
        ? Range.ToLowerInvariant()
        : ThirtyDays;

    /// <summary>The grouping; by day for an unknown one.</summary>
    public UsageGroup Group => Enum.TryParse<UsageGroup>(GroupBy, ignoreCase: true, out var group) && Enum.IsDefined(group)
        && !int.TryParse(GroupBy, CultureInfo.InvariantCulture, out _) ? group : UsageGroup.Day;

    /// <summary>True if the latest movements leave out usage.</summary>
    public bool WithoutUsage => Movements == "funding";

    /// <summary>The page's URL, without default values.</summary>
    public string ToUrl() => QueryHelpers.AddQueryString(DashboardUrls.Usage, new KeyValuePair<string, string?>[]
    {
        new("range", RangeCode == ThirtyDays ? null : RangeCode),
        new("from", RangeCode == Custom ? From : null),
        new("to", RangeCode == Custom ? To : null),
        new("group_by", Group == UsageGroup.Day ? null : Group.ToString().ToLowerInvariant()),
        new("movements", WithoutUsage ? Movements : null),
    }.Where(part => !string.IsNullOrEmpty(part.Value)));

    /// <summary>The selected days, and what is wrong with typed days.</summary>
    public (UsageRange Range, string? FromProblem, string? ToProblem) Days(DateOnly today)
    {
        var shipped = UsageRange.Ending(today, 30);
        return RangeCode switch
        {
            SevenDays => (UsageRange.Ending(today, 7), null, null),
            NinetyDays => (UsageRange.Ending(today, 90), null, null),
            Month => (new(new(today.Year, today.Month, 1), today), null, null),
            Custom => CustomDays(shipped),
            _ => (shipped, null, null),
        };
    }

    private (UsageRange Range, string? FromProblem, string? ToProblem) CustomDays(UsageRange shipped)
    {
        const string badDay = "Write a day as 2026-11-01.";
        var from = Day(From, shipped.First);
        var to = Day(To, shipped.Last);
        if (from is not { } first || to is not { } last)
        {
            return (shipped, from is null ? badDay : null, to is null ? badDay : null);
        }

        return last < first ? (shipped, null, "This is before the first day.")
            : last.DayNumber - first.DayNumber >= UsageRange.MaxDays ? (shipped, $"Choose at most {UsageRange.MaxDays} days.", null)
            : (new(first, last), null, null);
    }

    private static DateOnly? Day(string? text, DateOnly shipped) => string.IsNullOrWhiteSpace(text) ? shipped
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and <= 9998
        ? day
        : null;
}
