using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ranges of days that people ask for most. The address holds their days, so that a link shows the same tomorrow.</summary>
internal static class LedgerPeriod
{
    /// <summary>What the choice is where the days are none of them.</summary>
    public const string Custom = "custom";

    private const int MonthsOfAQuarter = 3;

    private static readonly (string Code, string Name, Func<DateOnly, (DateOnly First, DateOnly Last)> Days)[] Periods =
    [
        ("today", "Today", static today => (today, today)),
        ("7-days", "Last 7 days", static today => (today.AddDays(-6), today)),
        ("month", "This month", static today => Months(today.Year, today.Month, 1)),
        ("last-month", "Last month", static today => Months(FirstOfMonth(today).AddMonths(-1), 1)),
        ("quarter", "This quarter", static today => Months(today.Year, today.Month - ((today.Month - 1) % MonthsOfAQuarter), MonthsOfAQuarter)),
        ("last-quarter", "Last quarter", static today =>
            Months(FirstOfMonth(today).AddMonths(-((today.Month - 1) % MonthsOfAQuarter) - MonthsOfAQuarter), MonthsOfAQuarter)),
    ];

    /// <summary>What to choose from; "Custom" only where it is the case.</summary>
    public static IReadOnlyList<Choice> Choices(string current) =>
    [
        new("", "Any time"),
        .. Periods.Select(period => new Choice(period.Code, period.Name)),
        .. current == Custom ? [new Choice(Custom, "Custom")] : Array.Empty<Choice>(),
    ];

    /// <summary>The days of a choice, as addresses write them; null for none.</summary>
    public static (string From, string To)? Days(string code, DateOnly today)
    {
        var period = Array.Find(Periods, period => period.Code == code);
        return period.Days is null ? null : Text(period.Days(today));
    }

    /// <summary>The choice whose days these are: empty where there are none, <see cref="Custom"/> where none is.</summary>
    public static string Of(string? from, string? to, DateOnly today) => (from, to) is (null, null) ? ""
        : Array.Find(Periods, period => Text(period.Days(today)) == (from, to)).Code ?? Custom;

    private static (string From, string To) Text((DateOnly First, DateOnly Last) days) =>
        (BookBound.OfDay(days.First).ToString(), BookBound.OfDay(days.Last).ToString());

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static (DateOnly First, DateOnly Last) Months(int year, int month, int count) => Months(new(year, month, 1), count);

    private static (DateOnly First, DateOnly Last) Months(DateOnly first, int count) => (first, first.AddMonths(count).AddDays(-1));
}
