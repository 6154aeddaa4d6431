using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Reconciliation;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Reconciliation;

/// <summary>Books that were changed behind the application's back: nothing moves until a finance admin has looked.</summary>
public sealed class MovesStopTests : FeatureComponents
{
    private const string Edit = "UPDATE accounts SET available_micro_credits = available_micro_credits + 1 WHERE tenant_id = 1 AND id & 1099511627775 = 2";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private AccountId _atlas;

    private CheckBooks Check => Services.GetRequiredService<CheckBooks>();

    private ReleaseMoves Releases => Services.GetRequiredService<ReleaseMoves>();

    private async Task<MovesStop?> StopAsync() => (await Services.GetRequiredService<ReconcilePurchases>().PageAsync(1)).Stop;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
        Services.AddSingleton<AuditLog>().AddSingleton(Stage.Database.Get<VerifyLedger>()).AddLogging().AddReconciliation().AddOverview();
    }

    [Fact]
    public async Task Check_OfSoundBooks_StopsNothing()
    {
        await Check.RunAsync(null, null, AuditActor.Application);

        Assert.IsType<PostingResult.Posted>(await MoveAsync());
        Assert.Null(await StopAsync());
    }

    [Fact]
    public async Task Check_ThatFindsADifference_StopsTheTenantsMovesAndNobodyElses()
    {
        Assert.IsType<PostingResult.Posted>(await MoveAsync());
        Stage.Database.Execute(Edit);

        await Check.RunAsync(null, null, AuditActor.CommandLine);

        Movement[] moves =
        [
            new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(1)), new SwitchCreditMode(CreditMode.SharedPool), new DeleteAccount(_atlas),
            new OpenAccount(AccountKinds.Workspace, "Borealis", FirstAllocation: Credits.FromCredits(1)),
            new ReserveCredits(Credits.FromCredits(1), new() { Workspace = _atlas }),
        ];
        foreach (var move in moves)
        {
            Assert.Equal(RefusalReason.MovesStopped, ReasonOf(await Stage.Database.Ledger.PostAsync(TestDatabase.Posting(move))));
        }

        var stop = await StopAsync();
        Assert.Equal("command line", stop!.By);
        Assert.Contains("Account 2 (wal_", stop.Differences[0], StringComparison.Ordinal);
        Assert.NotEqual(RefusalReason.MovesStopped, ReasonOf(await Stage.Database.Ledger.PostAsync(
            TestDatabase.Posting(new SwitchCreditMode(CreditMode.SharedPool)) with { Tenant = new(2) })));
    }

    [Theory]
    [InlineData("UPDATE accounts SET available_micro_credits = available_micro_credits + 1 WHERE tenant_id = 1 AND id & 1099511627775 = 2")]
    [InlineData("UPDATE accounts SET reserved_micro_credits = reserved_micro_credits + 1 WHERE tenant_id = 1 AND id & 1099511627775 = 2")]
    [InlineData("UPDATE accounts SET overage_micro_credits = overage_micro_credits + 1 WHERE tenant_id = 1 AND id & 1099511627775 = 2")]
    [InlineData("UPDATE accounts SET entry_sequence = entry_sequence + 1 WHERE tenant_id = 1 AND id & 1099511627775 = 2")]
    [InlineData("UPDATE lots SET available_micro_credits = available_micro_credits + 1 WHERE tenant_id = 1 AND account_id & 1099511627775 = 2")]
    public async Task Balance_EditedWhileTheServerRuns_StopsMovesAndReservationsButNoCharge_X9(string edit)
    {
        Stage.Database.Execute(edit);

        var reserve = await Stage.Database.Ledger.PostAsync(TestDatabase.Posting(
            new ReserveCredits(Credits.FromCredits(1), new() { Workspace = _atlas })));
        var move = await MoveAsync();
        var elsewhere = await Stage.Database.Ledger.PostAsync(TestDatabase.Posting(new SwitchCreditMode(CreditMode.SharedPool)) with { Tenant = new(2) });
        await Stage.UseAsync(_atlas, 2, TimeProvider.System.GetUtcNow());

        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(reserve));
        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(move));
        Assert.IsType<PostingResult.Posted>(elsewhere);
        await Bluebear.Dashboard.Tests.Support.Wait.UntilAsync(async () => await StopAsync() is not null);
        Assert.Contains("Account 2 (wal_", (await StopAsync())!.Differences[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Balance_EditedAndReleased_LetsReservationsGoOn_X9()
    {
        Stage.Database.Execute(Edit);
        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(await MoveAsync()));
        await Bluebear.Dashboard.Tests.Support.Wait.UntilAsync(async () => await StopAsync() is not null);

        Assert.Null(await Releases.RunAsync("looked at"));

        Assert.IsType<PostingResult.Posted>(await MoveAsync());
        await Stage.Database.PostAsync(new ReserveCredits(Credits.FromCredits(1), new() { Workspace = _atlas }));
        await Stage.UseAsync(_atlas, 3, TimeProvider.System.GetUtcNow());
        Stage.Database.Execute(Edit);
        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(await MoveAsync()));
    }

    [Fact]
    public async Task WhatHappenedOutside_WhileMovesAreStopped_IsRecorded()
    {
        var held = await Stage.Database.PostAsync(new ReserveCredits(Credits.FromCredits(1), new() { Workspace = _atlas }));
        Stage.Database.Execute(Edit);
        await Check.RunAsync(null, null, AuditActor.Application);

        await Stage.UseAsync(_atlas, 2, TimeProvider.System.GetUtcNow());
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(5), "INV-2"));
        await Stage.Database.PostAsync(new ReleaseReservation(held.Hold!.Value));
        await Stage.OpenAsync("Borealis");
    }

    [Fact]
    public async Task Release_ByAFinanceAdminWithAReason_LetsMovesGoOnUntilMoreDiffers()
    {
        Stage.Database.Execute(Edit);
        await Check.RunAsync(null, null, AuditActor.Application);
        Stage.ActAs(Role.Operator);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Releases.RunAsync("mine"));
        Stage.ActAs(Role.FinanceAdmin);
        Assert.NotNull(await Releases.RunAsync("  "));
        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(await MoveAsync()));

        Assert.Null(await Releases.RunAsync("somebody edited the file, see ticket 7"));

        Assert.IsType<PostingResult.Posted>(await MoveAsync());
        await Stage.UseAsync(_atlas, 3, TimeProvider.System.GetUtcNow());
        Assert.NotEmpty((await Check.RunAsync(TestDatabase.Tenant, null, AuditActor.Application))[0].Differences);
        Assert.IsType<PostingResult.Posted>(await MoveAsync());
        Stage.Database.Execute(Edit);
        await Check.RunAsync(null, null, AuditActor.Application);
        Assert.Equal(RefusalReason.MovesStopped, ReasonOf(await MoveAsync()));
        Assert.Equal(["moves.stopped", "moves.released", "moves.stopped"], await OnRecordAsync());
    }

    [Fact]
    public async Task Page_WhileMovesAreStopped_SaysWhyAndReleasesThem()
    {
        Stage.Database.Execute(Edit);
        var page = Render<ReconciliationPage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("INV-1", page.Markup, StringComparison.Ordinal), Long);
        await ButtonOf(page, "Check now").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("Account 2 (wal_", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Long);

        ButtonOf(page, "Release the moves").Click();
        await Dialogs.Find("form").SubmitAsync();
        Assert.NotEmpty(Dialogs.Find(".bb-error").TextContent);
        Dialogs.Find("input").Input("looked at");
        await Dialogs.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[role=alert]")), Long);
        Assert.IsType<PostingResult.Posted>(await MoveAsync());
    }

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.TeamLead, false)]
    public async Task Page_ForOthers_ReleasesNothing(Role role, bool mayLook)
    {
        Stage.Database.Execute(Edit);
        await Check.RunAsync(null, null, AuditActor.Application);
        Stage.ActAs(role, _atlas);

        var page = Render<ReconciliationPage>();

        await page.WaitForAssertionAsync(
            () => Assert.Contains(mayLook ? "Nothing moves." : "Your role has no access", page.Markup, StringComparison.Ordinal), Long);
        Assert.All(page.FindAll("button").Where(it => it.TextContent == "Release the moves"), it => Assert.True(it.HasAttribute("disabled")));
    }

    [Theory]
    [InlineData(Role.Operator, true)]
    [InlineData(Role.TeamLead, false)]
    public async Task OverviewAndWorkspaces_WhileMovesAreStopped_SaySoAndLeadToWhyForThoseWhoMayLook(Role role, bool mayLook)
    {
        Stage.ActAs(role, _atlas);
        Assert.Empty(Render<WorkspacesPage>().FindAll("[role=alert]"));
        Stage.Database.Execute(Edit);
        await Check.RunAsync(null, null, AuditActor.Application);

        await SaysSoAsync(Render<WorkspacesPage>(), mayLook);
        await SaysSoAsync(Render<OverviewPage>(), mayLook);
    }

    [Fact]
    public async Task OpenPages_MovesStoppedAndReleasedElsewhere_FollowWithoutReload()
    {
        IRenderedComponent<IComponent>[] pages = [Render<WorkspacesPage>(), Render<OverviewPage>(), Render<ReconciliationPage>()];
        await Task.WhenAll(pages.Select(page => page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".bb-skeleton")), Long)));
        Stage.Database.Execute(Edit);

        await Check.RunAsync(null, null, AuditActor.CommandLine);
        await Task.WhenAll(pages.Select(page => page.WaitForAssertionAsync(() => Assert.Single(page.FindAll("[role=alert]")), Long)));

        await Releases.RunAsync("looked at");
        await Task.WhenAll(pages.Select(page => page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[role=alert]")), Long)));
    }

    private static async Task SaysSoAsync<TPage>(IRenderedComponent<TPage> page, bool mayLook)
        where TPage : IComponent
    {
        await page.WaitForAssertionAsync(
            () => Assert.Contains("Credits cannot be moved.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Long);
        Assert.Equal(mayLook ? [DashboardUrls.Reconciliation] : [], page.FindAll("[role=alert] a").Select(it => it.GetAttribute("href")));
        Assert.DoesNotContain("Nothing: no account is low", page.Markup, StringComparison.Ordinal);
    }

    private Task<PostingResult> MoveAsync() => Stage.Database.Ledger.PostAsync(
        TestDatabase.Posting(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(1))));

    private async Task<List<string>> OnRecordAsync()
    {
        await using var context = Stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        return await context.AuditEvents.Where(row => row.Action.StartsWith("moves.")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync();
    }

    private static AngleSharp.Dom.IElement ButtonOf(IRenderedComponent<ReconciliationPage> page, string text) =>
        page.FindAll("button").Single(it => it.TextContent == text);

    private static RefusalReason? ReasonOf(PostingResult result) => (result as PostingResult.Refused)?.Refusal.Reason;
}
