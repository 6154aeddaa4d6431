using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Tests.Features;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>A page or dialog that is gone ends quietly: nothing fails, nothing more is done, and nobody is told of changes any more.</summary>
public sealed class GoneScreenTests : ScreenComponents
{
    private string OfAtlas => PublicId.Format(PublicId.Account, Atlas.Value);

    [Fact]
    public async Task ManageCredits_GoneWhileItsTransferIsRefused_EndsQuietly_H5()
    {
        var closed = 0;
        var borealis = await Stage.OpenAsync("Borealis");
        var dialog = Render<ManageCreditsDialog>(parameters => parameters.Add(it => it.Destination, Atlas).Add(it => it.OnClose, () => { closed++; }));
        Dialogs.Find("input[inputmode=decimal]").Input("1250.50");
        Dialogs.WaitForState(() => Dialogs.FindAll("button[type=submit]:not([disabled])").Count == 1, Long);
        var held = HoldAnswers();

        var submitted = Dialogs.Find("form").SubmitAsync();
        await DisposeComponentsAsync();
        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, borealis, Credits.FromCredits(9_000)));
        held.LetGo();
        await submitted;

        AssertQuiet();
        Assert.Equal(0, closed);
    }

    [Fact]
    public async Task BulkMove_GoneWhileItsTransferIsRefused_EndsQuietly_H5()
    {
        var closed = 0;
        var borealis = await Stage.OpenAsync("Borealis");
        var dialog = Render<BulkMoveDialog>(parameters => parameters.Add(it => it.Accounts, [Atlas]).Add(it => it.OnClose, () => { closed++; }));
        Dialogs.Find("input[inputmode=decimal]").Input("1250.50");
        Dialogs.WaitForState(() => Dialogs.FindAll("button[type=submit]:not([disabled])").Count == 1, Long);
        var held = HoldAnswers();

        var submitted = Dialogs.Find("form").SubmitAsync();
        await DisposeComponentsAsync();
        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, borealis, Credits.FromCredits(9_000)));
        held.LetGo();
        await submitted;

        AssertQuiet();
        Assert.Equal(0, closed);
    }

    [Fact]
    public Task Usage_GoneWhileItReads_EndsQuietly_H5() => GoesAwayAsync<UsagePage>(DashboardUrls.Usage, DashboardUrls.Usage + "?range=7d");

    [Fact]
    public Task Overview_GoneWhileItReads_EndsQuietly_H5() => GoesAwayAsync<OverviewPage>(DashboardUrls.Overview, DashboardUrls.Overview + "?days=90");

    [Fact]
    public Task Ledger_GoneWhileItReads_EndsQuietly_H5() =>
        GoesAwayAsync<LedgerPage>(DashboardUrls.Ledger, $"{DashboardUrls.Ledger}?account={OfAtlas}");

    [Fact]
    public Task Teams_GoneWhileItReads_EndsQuietly_H5() =>
        GoesAwayAsync<TeamsPage>(DashboardUrls.SettingsTeams, DashboardUrls.SettingsTeams + "?kind=all");

    [Fact]
    public async Task Workspaces_GoneWhileItsDialogEnds_EndsQuietly_H5()
    {
        var page = Show<WorkspacesPage>(DashboardUrls.Workspaces);
        await page.FindAll("[role=menu][aria-label='Actions for Atlas'] [role=menuitem]")
            .Single(entry => entry.TextContent.Trim().StartsWith("Rename", StringComparison.Ordinal)).ClickAsync(new());
        Dialogs.Find("input").Input("Atlas 2");
        var held = HoldAnswers();

        var submitted = Dialogs.Find("form").SubmitAsync();
        await DisposeComponentsAsync();
        held.LetGo();
        await submitted;

        AssertQuiet();
        await Wait.UntilAsync(async () => (await Stage.RowAsync(Atlas)).Name == "Atlas 2");
    }

    public static TheoryData<Type, string> Screens => new()
    {
        { typeof(UsagePage), DashboardUrls.Usage },
        { typeof(OverviewPage), DashboardUrls.Overview },
        { typeof(LedgerPage), DashboardUrls.Ledger },
        { typeof(PoliciesPage), DashboardUrls.Policies },
        { typeof(ConsumerGroupsPage), DashboardUrls.SettingsConsumerGroups },
        { typeof(WorkspacesPage), DashboardUrls.Workspaces },
        { typeof(TeamsPage), DashboardUrls.SettingsTeams },
        { typeof(PricesPage), DashboardUrls.SettingsPrices },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Screen_GivenUpWhileItOpens_LeavesNoSubscription_H6(Type screen, string address)
    {
        for (var number = 1; number <= 5; number++)
        {
            GoTo(address);
            var held = HoldAnswers(number);
            Render(builder =>
            {
                builder.OpenComponent(0, screen);
                builder.CloseComponent();
            });

            await DisposeComponentsAsync();
            held.LetGo();
            Stage.Caller.Asked = null;

            await Wait.UntilAsync(() => SubscriptionCount == 0);
            AssertQuiet();
        }
    }

    [Fact]
    public async Task ManageCredits_GivenUpWhileItOpens_LeavesNoSubscription_H6()
    {
        var held = HoldAnswers();
        Render<ManageCreditsDialog>(parameters => parameters.Add(it => it.Destination, Atlas));

        await DisposeComponentsAsync();
        held.LetGo();

        await Wait.UntilAsync(() => SubscriptionCount == 0);
        AssertQuiet();
    }

    private async Task GoesAwayAsync<TPage>(string first, string next)
        where TPage : IComponent
    {
        Show<TPage>(first);
        var held = HoldAnswers();
        GoTo(next);
        await Wait.UntilAsync(() => held.Asked >= 1);

        await DisposeComponentsAsync();
        held.LetGo();
        Stage.Caller.Asked = null;

        await Wait.UntilAsync(() => SubscriptionCount == 0);
        AssertQuiet();
    }

    private void AssertQuiet() =>
        Assert.False(Renderer.UnhandledException.IsCompleted, Renderer.UnhandledException.IsCompleted ? $"{Renderer.UnhandledException.Result}" : "");
}
