using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The address of the usage page: range, groups, filters, figure and order, as its query string names them.</summary>
public sealed record UsageQuery
{
    /// <summary>The codes of the ranges, in the order of the list.</summary>
    public const string Day = "today", SevenDays = "7d", ThirtyDays = "30d", NinetyDays = "90d", Month = "month", LastMonth = "last-month",
        Quarter = "quarter", LastQuarter = "last-quarter", Custom = "custom";

    private const int MaxLength = 255;

    private static readonly string[] Ranges = [Day, SevenDays, ThirtyDays, NinetyDays, Month, LastMonth, Quarter, LastQuarter, Custom];

    /// <summary>One of the codes; null for <see cref="ThirtyDays"/>, or for <see cref="Custom"/> where days are named.</summary>
    public string? Range { get; init; }

    /// <summary>A day, if the range is <see cref="Custom"/>.</summary>
    public string? From { get; init; }

    /// <summary>A day, if the range is <see cref="Custom"/>.</summary>
    public string? To { get; init; }

    /// <summary>The first key; null for the shipped one.</summary>
    public UsageKey? By { get; init; }

    /// <summary>The second key; null for none.</summary>
    public UsageKey? By2 { get; init; }

    /// <summary>The filters, at most one for each key.</summary>
    public IReadOnlyList<UsageFilter> Filters { get; init; } = [];

    /// <summary>The figure that the chart shows.</summary>
    public UsageFigure Show { get; init; }

    /// <summary>The column that orders the table, with a hyphen before it for the largest first; null for the shipped order.</summary>
    public string? Sort { get; init; }

    /// <summary>The filter of the latest movements: null for all, <c>funding</c> to leave out usage.</summary>
    public string? Movements { get; init; }

    /// <summary>The code of <see cref="Range"/>; a shipped code for an unknown one.</summary>
    public string RangeCode => Range?.ToLowerInvariant() is { } code && Ranges.Contains(code) ? code
        : From is null && To is null ? ThirtyDays
        : Custom;

    /// <summary>The keys to group by: by day unless another is named.</summary>
    public IReadOnlyList<UsageKey> Keys
    {
        get
        {
            var first = By ?? (By2 is null && RangeCode == Day ? UsageKey.Hour : UsageKey.Day);
            return By2 is { } second && second != first ? [first, second] : [first];
        }
    }

    /// <summary>True if the latest movements leave out usage.</summary>
    public bool WithoutUsage => Movements == "funding";

    /// <summary>Reads an address's query string, with or without its question mark.</summary>
    public static UsageQuery Parse(string? query) => Read(QueryHelpers.ParseQuery(query));

    /// <summary>Reads the parts of a query string. Parts that cannot be understood count as left out.</summary>
    public static UsageQuery Read(IEnumerable<KeyValuePair<string, StringValues>> parts)
    {
        var given = parts.ToDictionary(static part => part.Key, static part => Text(part.Value), StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Range = given.GetValueOrDefault("range"),
            From = given.GetValueOrDefault("from"),
            To = given.GetValueOrDefault("to"),
            By = UsageKeys.Find(given.GetValueOrDefault("by") ?? given.GetValueOrDefault("group_by")),
            By2 = UsageKeys.Find(given.GetValueOrDefault("by2")),
            Filters = [.. UsageKeys.Filters.Select(key => (Key: key, Value: given.GetValueOrDefault(key.Code())))
                .Where(static one => one.Value is not null).Select(static one => new UsageFilter(one.Key, one.Value!))],
            Show = UsageFigures.Find(given.GetValueOrDefault("show")),
            Sort = given.GetValueOrDefault("sort"),
            Movements = given.GetValueOrDefault("movements"),
        };
    }

    /// <summary>The page's address, without what is as shipped.</summary>
    public string ToUrl() => ToUrl(DashboardUrls.Usage);

    /// <summary>
    /// The page's address as a choice: it names the range where it would name nothing, because the page without any opens a person's own start.
    /// </summary>
    public string ToLink() => ToUrl() is var url && url == DashboardUrls.Usage ? $"{url}?range={ThirtyDays}" : url;

    /// <summary>The address of the file with the same content.</summary>
    public string ToCsvUrl() => ToUrl(DashboardUrls.UsageCsv);

    /// <summary>The same with one filter more, in place of the one of its key.</summary>
    public UsageQuery With(UsageFilter filter) =>
        this with { Filters = [.. Filters.Where(one => one.Key != filter.Key).Append(filter).OrderBy(static one => one.Key)] };

    /// <summary>The same without a filter.</summary>
    public UsageQuery Without(UsageKey key) => this with { Filters = [.. Filters.Where(one => one.Key != key)] };

    /// <summary>The same for some days.</summary>
    public UsageQuery Within(UsageRange days) => this with { Range = null, From = Text(days.First), To = Text(days.Last) };

    /// <summary>The selected days, and what is wrong with typed days.</summary>
    public (UsageRange Range, string? FromProblem, string? ToProblem) Days(DateOnly today)
    {
        var shipped = UsageRange.Ending(today, 30);
        return RangeCode switch
        {
            Day => (new(today, today), null, null),
            SevenDays => (UsageRange.Ending(today, 7), null, null),
            NinetyDays => (UsageRange.Ending(today, 90), null, null),
            Month => (UsageRange.MonthOf(today, today), null, null),
            LastMonth => (UsageRange.MonthOf(today.AddMonths(-1), today), null, null),
            Quarter => (UsageRange.QuarterOf(today, today), null, null),
            LastQuarter => (UsageRange.QuarterOf(today.AddMonths(-3), today), null, null),
            Custom => CustomDays(shipped),
            _ => (shipped, null, null),
        };
    }

    /// <summary>A day as addresses write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string ToUrl(string path) => QueryHelpers.AddQueryString(path, Parts().Where(static part => !string.IsNullOrEmpty(part.Value)));

    private IEnumerable<KeyValuePair<string, string?>> Parts() =>
    [
        new("range", RangeCode is ThirtyDays or Custom ? null : RangeCode),
        new("from", RangeCode == Custom ? From : null),
        new("to", RangeCode == Custom ? To : null),
        new("by", By is { } by ? by.Code() : null),
        new("by2", By2 is { } second && second != Keys[0] ? second.Code() : null),
        .. Filters.Select(static filter => new KeyValuePair<string, string?>(filter.Key.Code(), filter.Value)),
        new("show", Show == UsageFigure.Credits ? null : Show.Code()),
        new("sort", Sort),
        new("movements", WithoutUsage ? Movements : null),
    ];

    private (UsageRange Range, string? FromProblem, string? ToProblem) CustomDays(UsageRange shipped)
    {
        const string badDay = "Write a day as 2026-11-01.";
        // A link may name one end only.
        var last = Read(To, From is null ? shipped.Last : Later(Read(From, shipped.First), shipped.Last));
        var first = Read(From, Earlier(last, shipped.First));
        if (first is not { } from || last is not { } to)
        {
            return (shipped, first is null ? badDay : null, last is null ? badDay : null);
        }

        return to < from ? (shipped, null, "This is before the first day.")
            : to.DayNumber - from.DayNumber >= UsageRange.MaxDays ? (shipped, $"Choose at most {UsageRange.MaxDays} days.", null)
            : (new(from, to), null, null);
    }

    private static DateOnly Later(DateOnly? one, DateOnly other) => one is { } day && day > other ? day : other;

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one is { } day && day < other ? day : other;

    private static DateOnly? Read(string? text, DateOnly shipped) => string.IsNullOrWhiteSpace(text) ? shipped
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and <= 9998
        ? day
        : null;

    private static string? Text(StringValues values) => values.FirstOrDefault() is { } value && value.Trim() is { Length: > 0 and <= MaxLength } text ? text : null;
}
