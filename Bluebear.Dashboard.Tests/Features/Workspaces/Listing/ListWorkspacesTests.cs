using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces.Listing;

public class ListWorkspacesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Load_WithFiguresAndUsage_ShowsThem()
    {
        var clock = new ManualClock(Start);
        await using var stage = await FeatureStage.CreateAsync(clock);
        var research = (await stage.Database.PostAsync(new OpenAccount(AccountKinds.Organization, "Research"))).Account!.Value;
        var atlas = await stage.OpenAsync("Atlas", 1_000, research);
        for (var day = 0; day < 30; day++)
        {
            await stage.UseAsync(atlas, 10, clock.GetUtcNow());
            clock.Advance(TimeSpan.FromDays(1));
        }

        var row = await stage.RowAsync(atlas);

        Assert.Equal("Research", row.Organization);
        Assert.Equal(Credits.FromCredits(700), row.Available);
        Assert.Equal(Credits.FromCredits(300), row.SpentThisMonth);
        Assert.Equal(Credits.FromCredits(300), row.Used);
        Assert.Equal(WorkspaceStatus.Active, row.Status);
        Assert.Equal(new DateOnly(2026, 3, 31).AddDays(70), row.RunsOut.Date);
    }

    [Fact]
    public async Task Load_OfAWorkspaceWithoutAllocation_NamesWhoPaysFirst()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var research = (await stage.Database.PostAsync(
            new OpenAccount(AccountKinds.Organization, "Research", FirstAllocation: Credits.FromCredits(5)))).Account!.Value;
        var below = await stage.OpenAsync("Atlas", parent: research);
        var alone = await stage.OpenAsync("Borealis");

        Assert.Equal("No allocation: draws on Research", WorkspaceWords.Describe(await stage.RowAsync(below)));
        Assert.Equal("No allocation: draws on Primary Workspace", WorkspaceWords.Describe(await stage.RowAsync(alone)));
    }

    [Fact]
    public async Task Load_OfAWorkspaceWithoutAllocation_NamesWhoPaysByTheStoredRules()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var research = (await stage.Database.PostAsync(
            new OpenAccount(AccountKinds.Organization, "Research", FirstAllocation: Credits.FromCredits(5)))).Account!.Value;
        var atlas = await stage.OpenAsync("Atlas", parent: research);
        var borealis = await stage.OpenAsync("Borealis", parent: research);
        var gamma = await stage.OpenAsync("Gamma");
        await stage.Database.PostAsync(new ChangeAccount(borealis, OnExhausted: OnExhausted.Block));
        await stage.Database.SetPoliciesAsync(SpendPolicies.Default with
        {
            WorkspaceRoute = [new(AccountKinds.Workspace, OnExhausted.Block), new(AccountKinds.SharedPool, OnExhausted.Block), new(AccountKinds.Organization, OnExhausted.Block)],
        });

        Assert.Equal("No allocation: draws on Research", WorkspaceWords.Describe(await stage.RowAsync(atlas)));
        Assert.Equal("No allocation: no other account pays", WorkspaceWords.Describe(await stage.RowAsync(borealis)));
        Assert.Equal("No allocation: no other account pays", WorkspaceWords.Describe(await stage.RowAsync(gamma)));
    }

    [Fact]
    public async Task Load_ByATeamLead_ShowsOnlyWhatTheyLead()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var led = await stage.OpenAsync("Atlas", 10);
        await stage.OpenAsync("Borealis", 20);
        stage.ActAs(Role.TeamLead, led);

        var list = await stage.Get<ListWorkspaces>().LoadAsync(includeDeleted: false);

        Assert.Equal(["Atlas"], list.Rows.Select(row => row.Name));
        Assert.Equal(new(false, false, false, false, false), list.Rights);
    }

    [Fact]
    public async Task Load_OfDeletedOnes_OnlyWhenAskedFor()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 10);
        await stage.Database.PostAsync(new DeleteAccount(atlas));

        Assert.DoesNotContain((await stage.Get<ListWorkspaces>().LoadAsync(includeDeleted: false)).Rows, row => row.Id == atlas);
        Assert.Equal(WorkspaceStatus.Deleted, (await stage.RowAsync(atlas, includeDeleted: true)).Status);
    }

    [Fact]
    public async Task Load_ByNobody_IsRefused()
    {
        await using var stage = await FeatureStage.CreateAsync();
        stage.Caller.Caller = null;

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => stage.Get<ListWorkspaces>().LoadAsync(includeDeleted: false));

        Assert.Equal(AccessRefusal.SignedOut, refused.Refusal);
    }
}
