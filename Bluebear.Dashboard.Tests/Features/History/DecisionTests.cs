using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Decisions;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

/// <summary>The decision beside a transfer, on a real database.</summary>
public sealed class DecisionTests : FeatureComponents
{
    private AccountId _apollo;
    private AccountId _search;

    private protected override TimeProvider Clock { get; } = new ManualClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        var team = await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Apollo", null, null));
        _apollo = team.Account!.Value;
        _search = await Stage.OpenAsync("Search", 5);
        Services.AddHistory();
    }

    [Fact]
    public async Task Row_OfAReservation_SaysWhoWasAskedAndWhoPays()
    {
        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _apollo, Amount(0.4m)));
        var held = await Stage.Database.PostAsync(new ReserveCredits(Amount(1.2m), new() { Team = _apollo, User = "ada" }));

        Assert.Equal(["Team Apollo had 0.40: falls through", "Primary Workspace pays 1.20"], Sentences(held));
    }

    [Fact]
    public async Task Row_OfTheSettlement_ShowsTheDecisionOfItsReservationAndLinksIt()
    {
        var held = await Stage.Database.PostAsync(new ReserveCredits(Amount(1.2m), new() { Workspace = _search }));
        var settled = await Stage.Database.PostAsync(new SettleReservation(held.Hold!.Value, null));

        Assert.Equal(["Workspace Search pays 1.20"], Sentences(settled).Take(1));
        var panel = Panel(settled);
        Assert.Contains("Decided in", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("At the hold's estimate", Html(panel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_OfUsageThatNothingCovers_SaysWhoBlockedAndWhoOwes()
    {
        var used = await Stage.UseAsync(_search, 7.5m, new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));

        Assert.Equal(["Workspace Search had 5.00: blocks", "Primary Workspace: not reached"], Sentences(used));
        Assert.Contains("2.50 more than the path could cover: used credits above it become overage of Workspace Search.",
            Panel(used).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_ForATeamLead_NamesNoAccountAndNoFigureOfOthers()
    {
        var used = await Stage.UseAsync(_search, 1, new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));
        var held = await Stage.Database.PostAsync(new ReserveCredits(Amount(9_000), new() { Team = _apollo, Account = await AgentAsync() }));
        Stage.ActAs(Role.TeamLead, _search);

        Assert.Equal(["Workspace Search pays 1.00", "Primary Workspace: not reached"], Sentences(used));
        Assert.Empty(Sentences(held));
    }

    [Fact]
    public async Task Row_OfAnAllocation_HasNoDecision()
    {
        var moved = await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _search, Amount(3)));

        Assert.DoesNotContain("Decision", Panel(moved).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StepOutcome.InOverage, OnExhausted.Block, "Team Apollo owed for earlier usage: blocks")]
    [InlineData(StepOutcome.InOverage, OnExhausted.FallThrough, "Team Apollo owed for earlier usage: falls through")]
    [InlineData(StepOutcome.NoAllocation, OnExhausted.FallThrough, "Team Apollo had 0.00 and no allocation: falls through")]
    [InlineData(StepOutcome.NotAllowed, OnExhausted.Block, "Team Apollo: not allowed for personal use")]
    public void Words_OfEachOutcome_NameAccountAndConsequence(StepOutcome outcome, OnExhausted rule, string expected)
    {
        var step = new PathStep(_apollo, AccountKinds.Team, Credits.Zero, outcome) { OnExhausted = rule };

        Assert.Equal(expected, DecisionWords.Of(new(step, new(_apollo, "Apollo", false, false, true), Credits.Zero)));
    }

    private async Task<AccountId> AgentAsync() =>
        (await Stage.Database.PostAsync(new OpenAccount("llm-agent-fleet", "Fleet 7", null, null))).Account!.Value;

    private IRenderedComponent<TransferPanel> Panel(Receipt receipt)
    {
        var panel = Render<TransferPanel>(parameters => parameters
            .Add(panel => panel.Id, receipt.Transfers[0].Id).Add(panel => panel.CloseHref, "/ledger"));
        panel.WaitForState(() => !panel.Markup.Contains("bb-skeleton", StringComparison.Ordinal));
        return panel;
    }

    private string[] Sentences(Receipt receipt) =>
        [.. Panel(receipt).FindAll(".bb-list li").Select(sentence => sentence.TextContent.Trim())];

    private static string Html(IRenderedComponent<TransferPanel> panel) => System.Net.WebUtility.HtmlDecode(panel.Markup);

    private static Credits Amount(decimal credits) => Credits.FromCredits(credits, MidpointRounding.ToZero);
}
