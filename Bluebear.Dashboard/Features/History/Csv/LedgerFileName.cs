using System.Globalization;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>Names a file after what is in it: <c>ledger-returns-desk-settlement-2026-11-01-to-2026-11-30.csv</c>.</summary>
internal static class LedgerFileName
{
    /// <summary>The name: ASCII letters, digits and hyphens.</summary>
    /// <param name="filter">Which transfers are in it.</param>
    /// <param name="account">The name of the filter's account, or null.</param>
    /// <param name="today">The tenant's day; it ends the name of a file with no end of its own.</param>
    /// <param name="zone">The tenant's time zone.</param>
    public static string Of(LedgerFilter filter, string? account, DateOnly today, TimeZoneInfo zone)
    {
        var parts = new[]
        {
            "ledger",
            account is null ? null : FileNameParts.Of(account, "account"),
            filter.Kind is { } kind ? kind.Code : LedgerShows.Code(filter.Show),
            filter.Search is { } search ? FileNameParts.Of(search, "search") : null,
            Days(filter, today, zone),
        };
        return string.Join('-', parts.OfType<string>()) + ".csv";
    }

    private static string Days(LedgerFilter filter, DateOnly today, TimeZoneInfo zone)
    {
        var first = filter.From is { } from ? Text(from.Day ?? TenantDays.Of(from.Start(zone), zone)) : null;
        var last = filter.To is { } to ? Text(to.Day ?? TenantDays.LastBefore(to.End(zone), zone)) : null;
        return (first, last) switch
        {
            (null, null) => Text(today),
            (null, _) => $"to-{last}",
            (_, null) => $"from-{first}-{Text(today)}",
            _ => first == last ? first : $"{first}-to-{last}",
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
