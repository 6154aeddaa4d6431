using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Reads instants of logs: ISO 8601 with a T or a space, with or without fraction and zone.</summary>
public static partial class ImportedInstant
{
    private const int LastYear = 9998;

    /// <summary>The instant, truncated to microseconds; UTC if the text names no zone.</summary>
    /// <returns>False for any other text: a bare date, a second 60, a day that does not exist.</returns>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        var match = text is null ? Match.Empty : Pattern().Match(text);
        if (!match.Success
            || !DateTime.TryParseExact($"{match.Groups["date"].Value} {match.Groups["time"].Value}", "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        var ticks = local.Ticks + long.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture) - ZoneTicks(match);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = Instants.Truncate(new DateTimeOffset(ticks, TimeSpan.Zero));
        return true;
    }

    /// <summary>As above; a bare date (<c>2026-01-31</c>) is the first instant of that day.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The time zone of bare dates.</param>
    /// <param name="instant">The instant.</param>
    public static bool TryParse(string? text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        if (TryParse(text, out instant))
        {
            return true;
        }

        if (!DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year > LastYear)
        {
            return false;
        }

        instant = TenantDays.StartOf(day, zone);
        return true;
    }

    private static long ZoneTicks(Match match)
    {
        if (!match.Groups["sign"].Success)
        {
            return 0;
        }

        var hours = int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture);
        var minutes = match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture) : 0;
        var zone = new TimeSpan(hours, minutes, 0).Ticks;
        return match.Groups["sign"].Value is "-" ? -zone : zone;
    }

    [GeneratedRegex("""
        ^\s*(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt\x20](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})
        ([.,](?<fraction>[0-9]{1,9}))?
        \x20?([Zz]|(?<sign>[+-])(?<hours>0[0-9]|1[0-4])(:?(?<minutes>[0-5][0-9]))?)?\s*\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
