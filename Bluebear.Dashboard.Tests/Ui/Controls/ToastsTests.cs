using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class ToastsTests : ComponentContext
{
    private readonly ManualClock _clock = new();
    private readonly Toasts _toasts;

    public ToastsTests()
    {
        _toasts = new(_clock);
        Services.AddSingleton(_toasts);
    }

    [Fact]
    public void Success_WithUndo_StaysThirtySeconds()
    {
        _toasts.Success("Moved", "Undo", () => Task.CompletedTask);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Single(_toasts.Shown);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_toasts.Shown);
    }

    [Fact]
    public void Success_WithoutAction_StaysSixSeconds()
    {
        _toasts.Success("Renamed");
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(_toasts.Shown);
    }

    [Fact]
    public void Pause_WhileSomeonePoints_StopsTheTime()
    {
        var toast = _toasts.Success("Moved", "Undo", () => Task.CompletedTask);
        _clock.Advance(TimeSpan.FromSeconds(20));
        _toasts.Pause(toast);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_toasts.Shown);
        _toasts.Resume(toast);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(_toasts.Shown);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_toasts.Shown);
    }

    [Fact]
    public void Show_ManyMessages_KeepsTheLastFour()
    {
        for (var count = 1; count <= 6; count++)
        {
            _toasts.Alert($"Message {count}");
        }

        Assert.Equal(["Message 3", "Message 4", "Message 5", "Message 6"], _toasts.Shown.Select(toast => toast.Text));
    }

    [Fact]
    public void Host_BeforeAnyMessage_HasBothRegions()
    {
        var host = Render<ToastHost>();
        Assert.Equal("polite", host.Find("[role=status]").GetAttribute("aria-live"));
        Assert.Equal("assertive", host.Find("[role=alert]").GetAttribute("aria-live"));
    }

    [Fact]
    public void Host_Message_StandsInTheRegionOfItsKind()
    {
        var host = Render<ToastHost>();
        _toasts.Success("Moved 5.00 cr");
        _toasts.Alert("Not moved");
        host.WaitForAssertion(() => Assert.Contains("Moved 5.00 cr", host.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Not moved", host.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_ClickedTwice_RunsOnceAndTheMessageGoes()
    {
        var runs = 0;
        var finish = new TaskCompletionSource();
        var host = Render<ToastHost>();
        _toasts.Success("Moved", "Undo", () =>
        {
            runs++;
            return finish.Task;
        });
        var button = host.WaitForElement(".bb-toast-action");
        button.Click();
        host.Find(".bb-toast-action").Click();
        finish.SetResult();
        host.WaitForAssertion(() => Assert.Empty(_toasts.Shown));
        Assert.Equal(1, runs);
    }
}
