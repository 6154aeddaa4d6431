using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

/// <summary>Making, renaming and deleting workspaces, and the credit mode.</summary>
public class WorkspaceLifeTests
{
    [Fact]
    public async Task Create_Twice_WithOneKey_MakesOne()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var key = OperationKey.New();
        var wanted = new NewWorkspace("Atlas", null, [], Credits.FromCredits(25));

        var first = await stage.Get<CreateWorkspace>().CreateAsync(wanted, key);
        var second = await stage.Get<CreateWorkspace>().CreateAsync(wanted, key);

        Assert.Equal(first.Receipt!.Account, second.Receipt!.Account);
        Assert.Equal(Credits.FromCredits(9_975), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task Create_WithANameInUse_SaysSoOfTheName()
    {
        await using var stage = await FeatureStage.CreateAsync();
        await stage.OpenAsync("Atlas");

        var outcome = await stage.Get<CreateWorkspace>().CreateAsync(new(" atlas ", null, [], null), OperationKey.New());

        Assert.Equal("name", outcome.Refusal!.Field);
        Assert.Equal("This name is in use already. Choose another one.", outcome.Message);
    }

    [Fact]
    public async Task Create_WithMoreThanThePoolHas_MakesNothing()
    {
        await using var stage = await FeatureStage.CreateAsync();

        var outcome = await stage.Get<CreateWorkspace>().CreateAsync(new("Atlas", null, [], Credits.FromCredits(10_001)), OperationKey.New());

        Assert.Equal("Primary Workspace has 10,000.00 cr available.", outcome.Message);
        Assert.Single((await stage.Get<ListWorkspaces>().LoadAsync(includeDeleted: false)).Rows);
    }

    [Fact]
    public async Task Create_LedBySomebodyUnknown_IsRefused()
    {
        await using var stage = await FeatureStage.CreateAsync();

        await Assert.ThrowsAsync<AccessRefusedException>(
            () => stage.Get<CreateWorkspace>().CreateAsync(new("Atlas", null, [new PersonId(77)], null), OperationKey.New()));
    }

    [Fact]
    public async Task Rename_OfThePrimaryWorkspace_IsPossible()
    {
        await using var stage = await FeatureStage.CreateAsync();

        Assert.True((await stage.Get<RenameWorkspace>().RenameAsync(FeatureStage.Pool, "Treasury", OperationKey.New())).IsDone);

        Assert.Equal("Treasury", (await stage.RowAsync(FeatureStage.Pool)).Name);
    }

    [Fact]
    public async Task Delete_AfterItsPreview_ReturnsWhatThePreviewSaid()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 250.5m);

        var preview = await stage.Get<DeleteWorkspace>().PreviewAsync(atlas);
        var outcome = await stage.Get<DeleteWorkspace>().DeleteAsync(atlas, OperationKey.New());

        Assert.Equal(Credits.FromMicroCredits(250_500_000), preview!.Returned);
        Assert.Equal(preview.Returned, DeleteWorkspace.ReturnedBy(outcome.Receipt!, atlas));
        Assert.Equal(Credits.FromCredits(10_000), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task Delete_WithOpenHolds_SaysWhatFollowsAndLetsItFollow()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 250);
        var hold = (await stage.Database.PostAsync(new ReserveCredits(Credits.FromCredits(40), new() { Workspace = atlas }))).Hold!.Value;

        var preview = await stage.Get<DeleteWorkspace>().PreviewAsync(atlas);
        Assert.Equal((Credits.FromCredits(210), Credits.FromCredits(40)), (preview!.Returned, preview.Reserved));
        Assert.True((await stage.Get<DeleteWorkspace>().DeleteAsync(atlas, OperationKey.New())).IsDone);
        Assert.Equal(Credits.FromCredits(9_960), await stage.AvailableAsync(FeatureStage.Pool));

        await stage.Database.PostAsync(new SettleReservation(hold, Credits.FromCredits(15)));
        Assert.Equal(Credits.FromCredits(9_985), await stage.AvailableAsync(FeatureStage.Pool));
        Assert.Null(await stage.Get<DeleteWorkspace>().PreviewAsync(atlas));
    }

    [Fact]
    public async Task Delete_OfThePrimaryWorkspace_IsRefused()
    {
        await using var stage = await FeatureStage.CreateAsync();

        Assert.Null(await stage.Get<DeleteWorkspace>().PreviewAsync(FeatureStage.Pool));
        var outcome = await stage.Get<DeleteWorkspace>().DeleteAsync(FeatureStage.Pool, OperationKey.New());

        Assert.Equal(RefusalReason.PrimaryWorkspaceProtected, outcome.Refusal!.Reason);
    }

    [Fact]
    public async Task Mode_ToThePoolAndBack_OffersTheLastAllocations()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 300);
        var borealis = await stage.OpenAsync("Borealis", 200);
        var modes = stage.Get<ChangeCreditMode>();

        var sweep = await modes.PreviewAsync(CreditMode.SharedPool);
        Assert.Equal([("Atlas", Credits.FromCredits(300)), ("Borealis", Credits.FromCredits(200))],
            sweep.Lines.Select(line => (line.Name, line.Amount)));
        Assert.True((await modes.SwitchAsync(CreditMode.SharedPool, [], OperationKey.New())).IsDone);

        var back = await modes.PreviewAsync(CreditMode.WorkspaceBudget);
        Assert.Equal(sweep.Lines, back.Lines);
        Assert.Equal(Credits.Zero, await stage.AvailableAsync(atlas));
        Assert.True((await modes.SwitchAsync(CreditMode.WorkspaceBudget, [new(borealis, Credits.FromCredits(150))], OperationKey.New())).IsDone);

        Assert.Equal(Credits.FromCredits(150), await stage.AvailableAsync(borealis));
        Assert.Equal(Credits.FromCredits(9_850), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task Mode_BackWithLessInThePool_CutsThePlanVisibly()
    {
        await using var stage = await FeatureStage.CreateAsync(bought: Credits.FromCredits(500));
        await stage.OpenAsync("Atlas", 300);
        var borealis = await stage.OpenAsync("Borealis", 200);
        var modes = stage.Get<ChangeCreditMode>();
        await modes.SwitchAsync(CreditMode.SharedPool, [], OperationKey.New());
        await stage.UseAsync(borealis, 150, TimeProvider.System.GetUtcNow());

        var back = await modes.PreviewAsync(CreditMode.WorkspaceBudget);

        Assert.Equal([(Credits.FromCredits(300), Credits.FromCredits(300)), (Credits.FromCredits(50), Credits.FromCredits(200))],
            back.Lines.Select(line => (line.Amount, line.Before)));
    }

    [Fact]
    public async Task Mode_WithAPlanAboveThePool_IsRefusedAsAWhole()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 300);
        var modes = stage.Get<ChangeCreditMode>();
        await modes.SwitchAsync(CreditMode.SharedPool, [], OperationKey.New());

        var outcome = await modes.SwitchAsync(
            CreditMode.WorkspaceBudget, [new PlannedAllocation(atlas, Credits.FromCredits(10_001))], OperationKey.New());

        Assert.Equal("Primary Workspace has 10,000.00 cr available.", outcome.Message);
        Assert.Equal(CreditMode.SharedPool, (await stage.Get<ListWorkspaces>().LoadAsync(includeDeleted: false)).Mode);
    }

    [Fact]
    public async Task Mode_InForceAlready_LeavesThePlanAloneAndSaysSo()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 300);
        var modes = stage.Get<ChangeCreditMode>();

        var outcome = await modes.SwitchAsync(CreditMode.WorkspaceBudget, [new(atlas, Credits.FromCredits(1))], OperationKey.New());

        Assert.Equal("Workspace Budget began meanwhile. Nothing of this plan was moved.", outcome.Message);
        Assert.True((await modes.SwitchAsync(CreditMode.WorkspaceBudget, [], OperationKey.New())).IsDone);
        Assert.Equal(Credits.FromCredits(300), await stage.AvailableAsync(atlas));
    }
}
