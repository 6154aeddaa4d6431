using Bluebear.Dashboard.Features.History;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public class LedgerPeriodTests
{
    [Theory]
    [InlineData("today", "2026-11-30", "2026-11-30", "2026-11-30")]
    [InlineData("7-days", "2026-11-30", "2026-11-24", "2026-11-30")]
    [InlineData("month", "2026-02-03", "2026-02-01", "2026-02-28")]
    [InlineData("last-month", "2026-01-31", "2025-12-01", "2025-12-31")]
    [InlineData("quarter", "2026-11-30", "2026-10-01", "2026-12-31")]
    [InlineData("quarter", "2026-03-31", "2026-01-01", "2026-03-31")]
    [InlineData("last-quarter", "2026-02-28", "2025-10-01", "2025-12-31")]
    public void Days_OfAChoice_AreItsDaysAndLeadBackToIt_A18(string code, string today, string from, string to)
    {
        var day = DateOnly.Parse(today, null);

        Assert.Equal((from, to), LedgerPeriod.Days(code, day));
        Assert.Equal(code, LedgerPeriod.Of(from, to, day));
    }

    [Fact]
    public void Of_OtherDays_IsCustomAndOfNoneIsNothing_A18()
    {
        DateOnly today = new(2026, 11, 30);

        Assert.Equal("", LedgerPeriod.Of(null, null, today));
        Assert.Equal(LedgerPeriod.Custom, LedgerPeriod.Of("2026-11-02", "2026-11-30", today));
        Assert.Equal(LedgerPeriod.Custom, LedgerPeriod.Of("2026-11-30", null, today));
        Assert.Null(LedgerPeriod.Days(LedgerPeriod.Custom, today));
        Assert.Contains(LedgerPeriod.Choices(LedgerPeriod.Custom), choice => choice.Value == LedgerPeriod.Custom);
        Assert.DoesNotContain(LedgerPeriod.Choices(""), choice => choice.Value == LedgerPeriod.Custom);
    }
}
