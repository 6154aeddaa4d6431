using Bluebear.Dashboard.Ledger.Budgets;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>The days and instants of a budget's periods.</summary>
public class BudgetScheduleTests
{
    [Fact]
    public void DayOf_MonthlyOnThe31st_TakesTheLastDayWithoutDrift_B1()
    {
        var schedule = new BudgetSchedule(BudgetKind.Monthly, new(2028, 1, 31), 31);
        Assert.Equal<IEnumerable<DateOnly>>(Days("2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"), Enumerable.Range(0, 4).Select(schedule.DayOf));
    }

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    public void DayOf_48MonthsWithALeapDay_NeverSkipsOrDrifts_F26(int day)
    {
        var schedule = new BudgetSchedule(BudgetKind.Monthly, new(2026, 11, day > 30 ? 30 : day), day);
        for (var month = 0; month < 48; month++)
        {
            var (year, of) = (2026 + ((10 + month) / 12), ((10 + month) % 12) + 1);
            Assert.Equal(new DateOnly(year, of, Math.Min(day, DateTime.DaysInMonth(year, of))), schedule.DayOf(month));
        }
    }

    [Theory]
    [InlineData("2027-01-29", "2027-02-28", "2027-03-29")]
    [InlineData("2027-01-30", "2027-02-28", "2027-03-30")]
    [InlineData("2027-01-31", "2027-02-28", "2027-03-31")]
    public void Of_PlannedOnOneOfTheLastDays_GoesOnWithTheEndOfFebruary_B3(string today, string next, string then)
    {
        var now = new DateTimeOffset(DateOnly.Parse(today, null).ToDateTime(new(11, 0)), TimeSpan.Zero);
        var start = BudgetStart.Of(BudgetKind.Monthly, null, null, now, TimeZoneInfo.Utc);
        var schedule = new BudgetSchedule(BudgetKind.Monthly, start.Anchor, start.Day);
        Assert.Equal(now, start.At);
        Assert.Equal<IEnumerable<DateOnly>>(Days(next, then), [schedule.DayOf(start.Step + 1), schedule.DayOf(start.Step + 2)]);
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z")]
    [InlineData("Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00Z")]
    [InlineData("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z")]
    [InlineData("Asia/Shanghai", "2026-12-01", "2026-11-30T16:00:00Z")]
    public void StartOf_WhereMidnightIsMissingOrDouble_IsTheFirstInstantOfTheDay_B6_F27(string zone, string day, string expected)
    {
        var date = DateOnly.Parse(day, null);
        var schedule = new BudgetSchedule(BudgetKind.Monthly, date, date.Day);
        Assert.Equal(DateTimeOffset.Parse(expected, null), schedule.StartOf(0, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Theory]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Santiago")]
    [InlineData("Asia/Beirut")]
    [InlineData("Atlantic/Azores")]
    [InlineData("America/Havana")]
    [InlineData("Australia/Lord_Howe")]
    public void StartOf_EachDayOfTwoYears_IsOneInstantAndTheFirstOfItsDay_F27(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var before = DateTimeOffset.MinValue;
        for (var day = new DateOnly(2026, 1, 1); day.Year < 2028; day = day.AddDays(1))
        {
            var start = new BudgetSchedule(BudgetKind.Weekly, day, 1).StartOf(0, zone);
            Assert.True(start > before);
            Assert.Equal(day, TenantDays.Of(start, zone));
            Assert.True(TenantDays.Of(start.AddMicroseconds(-1), zone) < day);
            before = start;
        }
    }

    [Theory]
    [InlineData("2026-11-25T20:45:00Z", "2026-12-02T05:00:00Z")]
    [InlineData("2026-10-28T19:45:00Z", "2026-11-04T05:00:00Z")]
    public void Of_WeeklyPlannedOnAWednesday_GoesOnSevenLocalDaysLater_B12(string planned, string next)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var now = DateTimeOffset.Parse(planned, null);
        var start = BudgetStart.Of(BudgetKind.Weekly, null, null, now, zone);
        var schedule = new BudgetSchedule(BudgetKind.Weekly, start.Anchor, start.Day);
        Assert.Equal(DateTimeOffset.Parse(next, null), schedule.StartOf(start.Step + 1, zone));
        Assert.Equal(DayOfWeek.Wednesday, schedule.DayOf(start.Step + 1).DayOfWeek);
    }

    [Fact]
    public void Of_QuarterlyWithAStart_CountsThreeMonthsFromTheFirstStart()
    {
        var start = BudgetStart.Of(BudgetKind.Quarterly, At("2027-01-20T00:00:00Z"), 15, At("2026-11-01T09:00:00Z"), TimeZoneInfo.Utc);
        var schedule = new BudgetSchedule(BudgetKind.Quarterly, start.Anchor, start.Day);
        Assert.Equal(At("2027-02-15T00:00:00Z"), start.At);
        Assert.Equal<IEnumerable<DateOnly>>(Days("2027-02-15", "2027-05-15", "2027-08-15"), Enumerable.Range(start.Step, 3).Select(schedule.DayOf));
    }

    [Fact]
    public void Of_PlannedExactlyAtAStart_GoesOnWithTheNextOne_B23()
    {
        var now = At("2026-12-01T00:00:00Z");
        foreach (var asked in new DateTimeOffset?[] { null, now })
        {
            var start = BudgetStart.Of(BudgetKind.Monthly, asked, 1, now, TimeZoneInfo.Utc);
            Assert.Equal(now, start.At);
            Assert.Equal(new(2027, 1, 1), new BudgetSchedule(BudgetKind.Monthly, start.Anchor, start.Day).DayOf(start.Step + 1));
        }
    }

    [Fact]
    public void Of_AStartThatIsPast_BeginsNowWithoutMakingUpPeriods()
    {
        var start = BudgetStart.Of(BudgetKind.Monthly, At("2026-03-10T00:00:00Z"), 10, At("2026-11-20T09:00:00Z"), TimeZoneInfo.Utc);
        Assert.Equal(At("2026-11-20T09:00:00Z"), start.At);
        Assert.Equal(new(2026, 12, 10), new BudgetSchedule(BudgetKind.Monthly, start.Anchor, start.Day).DayOf(start.Step + 1));
    }

    private static DateOnly[] Days(params string[] days) => [.. days.Select(day => DateOnly.Parse(day, null))];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);
}
