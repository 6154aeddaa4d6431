using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Where a figure leads: to the usage that it is made of, grouped by what says most about it.</summary>
internal static class UsageDrill
{
    private static readonly UsageKey[] Further = [UsageKey.Workspace, UsageKey.Model, UsageKey.User, UsageKey.Key, UsageKey.Day];

    /// <summary>The address for a line; null where there is nothing narrower.</summary>
    public static string? Of(UsageQuery query, UsageReport report, UsageLine line)
    {
        var hour = line.Values.FirstOrDefault(static value => value.Key == UsageKey.Hour);
        return hour is null ? Of(query, report, line.Values) : LedgerOf(query, line, hour);
    }

    /// <summary>The address for a value of the chart: a time, and a group of it or null for all.</summary>
    public static string? Of(UsageQuery query, UsageReport report, int time, UsageValue? group)
    {
        var (value, days) = report.Times[time];
        return Of(query.Within(days), report, group is null ? [value] : [value, group]);
    }

    /// <summary>The ledger of the same days, of the account that a filter names.</summary>
    public static string LedgerOf(UsageQuery query, UsageRange range)
    {
        var account = query.Filters.FirstOrDefault(static filter => filter.Key is UsageKey.Workspace or UsageKey.Payer && !filter.IsNone)?.Value;
        return Ledger(account, UsageQuery.Text(range.First), UsageQuery.Text(range.Last));
    }

    private static string? Of(UsageQuery query, UsageReport report, IReadOnlyList<UsageValue> values)
    {
        var next = query with { Sort = null, By2 = null };
        foreach (var value in values)
        {
            next = value.Key.IsTime() ? Within(next, report, value) : next.With(new(value.Key, value.Code ?? UsageFilter.None));
        }

        var by = NextKey(values, next);
        return by is null ? null : (next with { By = by }).ToUrl();
    }

    private static UsageQuery Within(UsageQuery query, UsageReport report, UsageValue value)
    {
        if (value.Key == UsageKey.Hour)
        {
            return query;
        }

        var first = DateOnly.ParseExact(value.Key == UsageKey.Month ? value.Code + "-01" : value.Code!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return query.Within(UsageTimes.DaysOf(value.Key, first.DayNumber, report.Question.Range, TimeZoneInfo.Utc));
    }

    private static UsageKey? NextKey(IReadOnlyList<UsageValue> values, UsageQuery next)
    {
        var group = values.FirstOrDefault(static value => !value.Key.IsTime())?.Key ?? values[0].Key;
        UsageKey preferred = group switch
        {
            UsageKey.Week or UsageKey.Month => UsageKey.Day,
            UsageKey.Workspace or UsageKey.User or UsageKey.Account or UsageKey.Key => UsageKey.Model,
            UsageKey.Team or UsageKey.Model or UsageKey.ConsumerGroup => UsageKey.User,
            _ => UsageKey.Workspace,
        };
        return Further.Prepend(preferred).Where(key => next.Filters.All(filter => filter.Key != key)).Select(static key => (UsageKey?)key).FirstOrDefault();
    }

    // Usage is filtered by days; an hour opens in the ledger, where no filter but its account stands in between.
    private static string? LedgerOf(UsageQuery query, UsageLine line, UsageValue hour)
    {
        List<UsageFilter> filters = [.. query.Filters, .. line.Values.Where(static value => !value.Key.IsTime()).Select(static value => new UsageFilter(value.Key, value.Code ?? UsageFilter.None))];
        if (filters.Count > 1 || filters.Exists(static filter => filter.IsNone || filter.Key is not (UsageKey.Workspace or UsageKey.Payer)))
        {
            return null;
        }

        var start = DateTimeOffset.Parse(hour.Code!, CultureInfo.InvariantCulture);
        return Ledger(filters.FirstOrDefault()?.Value, hour.Code!, start.AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private static string Ledger(string? account, string from, string to) => QueryHelpers.AddQueryString(DashboardUrls.Ledger,
        new KeyValuePair<string, string?>[] { new("show", "usage"), new("account", account), new("from", from), new("to", to) }.Where(static part => part.Value is not null));
}
