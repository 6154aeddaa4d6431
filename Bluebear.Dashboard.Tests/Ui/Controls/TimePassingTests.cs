using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class TimePassingTests : ComponentContext
{
    private readonly ManualClock _clock = new();

    public TimePassingTests()
    {
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddScoped<TimePassing>();
    }

    [Fact]
    public void RelativeTime_OnAnIdlePage_GoesOn()
    {
        var time = Render<RelativeTime>(parameters => parameters.Add(it => it.At, _clock.GetUtcNow()));
        Assert.Equal("just now", time.Find("time").TextContent);

        _clock.Advance(TimeSpan.FromMinutes(3));

        time.WaitForAssertion(() => Assert.Equal("3 min ago", time.Find("time").TextContent));
    }

    [Fact]
    public void Passed_WhenNobodyListensAnyMore_Rests()
    {
        var passing = Services.GetRequiredService<TimePassing>();
        var heard = 0;
        void Listen() => heard++;
        passing.Passed += Listen;
        _clock.Advance(TimePassing.Pace);
        passing.Passed -= Listen;
        _clock.Advance(TimePassing.Pace);

        Assert.Equal((1, 0), (heard, _clock.WaitingTimers));
    }
}
