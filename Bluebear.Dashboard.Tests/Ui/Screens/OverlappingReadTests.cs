using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>What a page reads after its dialog was closed waits for the read that runs: an older answer is never shown last.</summary>
public sealed class OverlappingReadTests : ScreenComponents
{
    [Fact]
    public Task Workspaces_DialogClosedWhileItReads_ReadsOnceMoreAfterIt_H7() =>
        ClosesAsync<WorkspacesPage>(DashboardUrls.Workspaces, DashboardUrls.Workspaces + "?status=deleted", "Rename");

    [Fact]
    public Task Teams_DialogClosedWhileItReads_ReadsOnceMoreAfterIt_H7() => ClosesAsync<TeamsPage>(
        DashboardUrls.SettingsTeams + "?kind=workspace", DashboardUrls.SettingsTeams + "?kind=all", "Delete");

    private async Task ClosesAsync<TPage>(string first, string next, string item)
        where TPage : IComponent
    {
        var page = Show<TPage>(first);
        await page.FindAll("[role=menu][aria-label='Actions for Atlas'] [role=menuitem]")
            .First(entry => entry.TextContent.Trim().StartsWith(item, StringComparison.Ordinal)).ClickAsync(new());
        var held = HoldAnswers();
        GoTo(next);
        await Wait.UntilAsync(() => held.Asked == 1);

        var closed = Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);
        held.LetGo();
        await closed;

        await Wait.UntilAsync(() => held.Asked == 2);
        Assert.Equal(1, held.MostAtOnce);
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")), Long);
    }
}
