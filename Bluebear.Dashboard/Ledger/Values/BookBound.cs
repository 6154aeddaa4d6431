using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>One end of a range of time in the books: a whole day of the tenant's calendar, or an instant.</summary>
/// <remarks>A day is included at either end. An instant is included at the start and excluded at the end.</remarks>
public readonly partial record struct BookBound
{
    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    private BookBound(DateOnly? day, DateTimeOffset instant)
    {
        Day = day;
        Instant = instant;
    }

    /// <summary>The day, or null for an instant.</summary>
    public DateOnly? Day { get; }

    /// <summary>The instant; without meaning if there is a day.</summary>
    private DateTimeOffset Instant { get; }

    /// <summary>A whole day.</summary>
    public static BookBound OfDay(DateOnly day) => new(day, default);

    /// <summary>Reads <c>2026-11-01</c>, or RFC 3339 with an offset (<c>2026-11-01T09:30:00Z</c>).</summary>
    public static bool TryParse(string? text, out BookBound bound)
    {
        var trimmed = text?.Trim() ?? "";
        if (DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear)
        {
            bound = OfDay(day);
            return true;
        }

        bound = default;
        if (!Rfc3339().IsMatch(trimmed) || !DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var instant) || instant.UtcDateTime.Year is < FirstYear or > LastYear)
        {
            return false;
        }

        bound = new(null, Instants.Truncate(instant));
        return true;
    }

    /// <summary>Whether a range from <paramref name="start"/> to here would end before it begins, in any time zone.</summary>
    public bool IsBefore(BookBound start) => Day is { } last && start.Day is { } first ? last < first
        : (Day is null && start.Day is null && Instant < start.Instant);

    /// <summary>The first instant of a range that starts here.</summary>
    public DateTimeOffset Start(TimeZoneInfo zone) => Day is { } day ? TenantDays.StartOf(day, zone) : Instant;

    /// <summary>The first instant after a range that ends here.</summary>
    public DateTimeOffset End(TimeZoneInfo zone) => Day is { } day ? TenantDays.StartOf(day.AddDays(1), zone) : Instant;

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Day is { } day
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();
}
