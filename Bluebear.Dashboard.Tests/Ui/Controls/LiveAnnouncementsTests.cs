using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class LiveAnnouncementsTests
{
    [Fact]
    public void BalanceChanged_ManyTimes_IsSaidOnceEveryFiveSeconds()
    {
        var clock = new ManualClock();
        using var announcements = new LiveAnnouncements(clock);
        var said = new List<string>();
        announcements.Changed += () => said.Add(announcements.Text);

        foreach (var account in new[] { "a", "b", "a", "c", "c" })
        {
            announcements.BalanceChanged(account);
        }

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(said);
        clock.Advance(TimeSpan.FromSeconds(1));
        announcements.BalanceChanged("a");
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["3 balances changed", "1 balance changed"], said);
    }
}
