using System.Diagnostics;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Reservations and settlements move the figures of pages that others have open.</summary>
[Collection(BrowserCollection.Name)]
public class LiveBalancesTests(BrowserFixture browser)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public Task Balances_HeldAndSettled_MoveOnTwoOpenPagesWithinTwoSeconds() => browser.RunAsync(
        nameof(Balances_HeldAndSettled_MoveOnTwoOpenPagesWithinTwoSeconds), async profile =>
        {
            await using var scene = await WorkspaceScene.StartAsync();
            var workspaces = await scene.OpenAsync(profile, Role.Operator);
            var accounts = await profile.OpenAsync(scene.App.Url + DashboardUrls.SettingsTeams + "?kind=workspace");
            ILocator[] rows = [Row(workspaces), Row(accounts)];
            await ShowAsync(rows, "19,411.01", null);

            var held = await scene.PostAsync(new ReserveCredits(Credits.FromCredits(1_111), new() { Workspace = scene.Account("Code Review") }));
            await WithinAsync(() => ShowAsync(rows, "18,300.01", "1,111.00"));
            await scene.PostAsync(new SettleReservation(held.Hold!.Value, Credits.FromCredits(1_000)));
            await WithinAsync(() => ShowAsync(rows, "18,411.01", null));
            profile.AssertNoComplaints();
        });

    private static ILocator Row(IPage page) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Code Review" });

    private static async Task ShowAsync(ILocator[] rows, string available, string? reserved)
    {
        foreach (var row in rows)
        {
            await Expect(row).ToContainTextAsync(available);
            await (reserved is null ? Expect(row).Not.ToContainTextAsync("1,111.00") : Expect(row).ToContainTextAsync(reserved));
        }
    }

    private static async Task WithinAsync(Func<Task> shown)
    {
        var waited = Stopwatch.StartNew();
        await shown();
        Assert.True(waited.Elapsed < Limit, $"It took {waited.Elapsed.TotalMilliseconds:0} ms.");
    }
}
