using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Screens;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

public class RefreshPaceTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Turns_OfManyScreens_AreAtMostFourASecondAndShared()
    {
        var pace = new RefreshPace(_clock);
        await pace.WaitTurnAsync(CancellationToken.None);
        await pace.WaitTurnAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        var page = pace.WaitTurnAsync(CancellationToken.None);
        var dialog = pace.WaitTurnAsync(CancellationToken.None);
        Assert.False(page.IsCompleted || dialog.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.False(page.IsCompleted || dialog.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await Task.WhenAll(page, dialog);
    }

    [Fact]
    public async Task Turn_GivenUp_EndsAtOnce()
    {
        using var gone = new CancellationTokenSource();
        var pace = new RefreshPace(_clock);
        await pace.WaitTurnAsync(gone.Token);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        var waiting = pace.WaitTurnAsync(gone.Token);

        await gone.CancelAsync();

        await waiting;
    }
}
