using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Reads days as people type them: 1.10.2026, 2026-10-01, 1 Oct 2026, Oct 1, today.</summary>
/// <remarks>Never guesses: 3/4/2026 is one day in London and another in New York, and is refused.</remarks>
public static partial class DayParser
{
    /// <summary>What to write, for what cannot be read.</summary>
    public const string HowTo = "Write a day like 1 Oct 2026, 1.10.2026 or 2026-10-01.";

    private const int FirstYear = 1970;
    private const int LastYear = 9998;
    private const int Century = 2000;

    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a day.</summary>
    /// <param name="text">What was typed; not blank.</param>
    /// <param name="today">For "today" and "yesterday", and the year of a day without one.</param>
    /// <param name="day">The day.</param>
    /// <returns>Null where it was read; else what is wrong with it, in words.</returns>
    public static string? Read(string text, DateOnly today, out DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(text);
        day = today;
        var typed = text.Trim().ToUpperInvariant();
        if (typed is "TODAY" or "YESTERDAY")
        {
            day = typed == "TODAY" ? today : today.AddDays(-1);
            return null;
        }

        if (Slashes().Match(typed) is { Success: true } slashes)
        {
            return ReadSlashes(Number(slashes, "a"), Number(slashes, "b"), Year(slashes, today), out day);
        }

        var match = new[] { Iso(), Dotted(), DayFirst(), MonthFirst() }.Select(form => form.Match(typed)).FirstOrDefault(form => form.Success);
        return match is null ? HowTo : Make(Year(match, today), Month(match), Number(match, "d"), out day);
    }

    private static string? ReadSlashes(int first, int second, int year, out DateOnly day)
    {
        if (first <= 12 && second <= 12 && first != second)
        {
            day = default;
            return $"Is this {first} {Name(second)} or {second} {Name(first)}? Write the month as a word.";
        }

        return first > 12 ? Make(year, second, first, out day) : Make(year, first, second, out day);
    }

    private static string? Make(int year, int month, int number, out DateOnly day)
    {
        day = default;
        if (month is < 1 or > 12 || year is < FirstYear or > LastYear || number < 1)
        {
            return HowTo;
        }

        if (number > DateTime.DaysInMonth(year, month))
        {
            return number > 31 ? HowTo : $"{Name(month)} {year} has {DateTime.DaysInMonth(year, month)} days.";
        }

        day = new(year, month, number);
        return null;
    }

    private static int Year(Match match, DateOnly today) => match.Groups["y"] switch
    {
        { Success: false } => today.Year,
        { Length: 2 } => Century + Number(match, "y"),
        _ => Number(match, "y"),
    };

    private static int Month(Match match) => match.Groups["m"].Success ? Number(match, "m")
        : 1 + Array.FindIndex(Months, month => match.Groups["w"].Value.StartsWith(month, StringComparison.OrdinalIgnoreCase));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string Name(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})\z")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})\. ?(?<m>[0-9]{1,2})\.?( ?(?<y>[0-9]{4}|[0-9]{2}))?\z")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})(ST|ND|RD|TH|\.)?[ -]?(?<w>[A-Z]{3,9})\.?,?([ -](?<y>[0-9]{4}|[0-9]{2}))?\z")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<w>[A-Z]{3,9})\.? (?<d>[0-9]{1,2})(ST|ND|RD|TH)?(,? (?<y>[0-9]{4}))?\z")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})(/(?<y>[0-9]{4}|[0-9]{2}))?\z")]
    private static partial Regex Slashes();
}
