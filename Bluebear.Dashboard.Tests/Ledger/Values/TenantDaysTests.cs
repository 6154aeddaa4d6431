using System.Globalization;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Values;

public class TenantDaysTests
{
    [Theory]
    [InlineData("2027-12-01T00:00:00Z", "UTC", "2027-11-30")]
    [InlineData("2027-12-01T00:00:00.000001Z", "UTC", "2027-12-01")]
    [InlineData("2027-11-30T23:00:00Z", "Europe/Berlin", "2027-11-30")]
    [InlineData("2026-03-27T22:00:00Z", "Asia/Beirut", "2026-03-27")]
    public void LastBefore_AnExclusiveEnd_IsTheLastDayOnWhichCreditsCanBeSpent_A8(string end, string zone, string expected) => Assert.Equal(
        DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        TenantDays.LastBefore(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("2026-11-21", "UTC", "2026-11-21T00:00:00Z")]
    [InlineData("2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00Z")]
    // Midnight does not exist: the clock jumps from 0:00 to 1:00.
    [InlineData("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z")]
    // Midnight comes twice: the clock goes back from 1:00 to 0:00.
    [InlineData("2026-11-01", "America/Havana", "2026-11-01T04:00:00Z")]
    public void StartOf_ADay_IsItsFirstInstant(string day, string zone, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
            TenantDays.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Kathmandu")]
    public void Of_TheFirstInstantAndTheOneBefore_TellTheDaysApart(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var start = TenantDays.StartOf(day, zone);
            Assert.Equal(day, TenantDays.Of(start, zone));
            Assert.Equal(day.AddDays(-1), TenantDays.Of(start.AddTicks(-1), zone));
        }
    }
}
