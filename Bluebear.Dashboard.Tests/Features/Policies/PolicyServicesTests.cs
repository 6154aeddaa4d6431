using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

/// <summary>The services of who pays on a real database.</summary>
public sealed class PolicyServicesTests : IAsyncLifetime
{
    private static readonly RouteStep[] FallingThrough = [new(AccountKinds.Workspace, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block)];

    private FeatureStage _stage = null!;
    private ServiceProvider _services = null!;
    private AccountId _atlas;
    private AccountId _core;

    public async Task InitializeAsync()
    {
        var clock = new ManualClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        _stage = await FeatureStage.CreateAsync(clock);
        _atlas = await _stage.OpenAsync("Atlas", 40);
        await _stage.OpenAsync("Borealis", 5);
        await _stage.OpenAsync("Unfunded");
        _core = (await _stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Core", "team_core", null, null))).Account!.Value;
        var services = new ServiceCollection();
        _stage.AddTo(services, clock);
        _services = services.AddSingleton(new AuditLog(clock)).AddPolicies().BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task Preview_RouteThatFallsThrough_NamesWhomItAffectsAndChangesNothing()
    {
        var preview = await Get<ChangePolicies>().PreviewAsync(new() { WorkspaceRoute = FallingThrough });

        Assert.Equal(["Atlas", "Borealis"], preview.NowFallThrough.Select(static account => account.Name));
        Assert.Empty(preview.NowBlock);
        Assert.True(preview.ChangesAnything);
        Assert.Equal(SpendPolicies.Default.WorkspaceRoute, (await Get<ShowPolicies>().RunAsync()).Rules.WorkspaceRoute);
    }

    [Fact]
    public async Task Change_WithAReason_IsOnTheRecordAndDecidesTheNextRequest()
    {
        var reserve = new ReserveCredits(Credits.FromCredits(50), new() { Workspace = _atlas });
        Assert.IsType<PostingResult.Refused>(await _stage.Database.Ledger.PostAsync(Bluebear.Dashboard.Tests.Data.TestDatabase.Posting(reserve)));

        await Get<ChangePolicies>().RunAsync(new() { WorkspaceRoute = FallingThrough }, "Search must go on");
        var granted = await _stage.Database.PostAsync(reserve);

        Assert.Equal(FeatureStage.Pool, granted.Path!.FundedBy[0].Account);
        var changed = (await Get<ReadPoliciesPage>().RunAsync()).Changed!;
        Assert.Equal(("Search must go on", _stage.Caller.Caller!.Actor), (changed.Reason, changed.Actor));
    }

    [Fact]
    public async Task Change_BasedOnRulesThatSomebodyElseChanged_IsRefused()
    {
        var seen = (await Get<ShowPolicies>().RunAsync()).Rules;
        await Get<ChangePolicies>().RunAsync(new() { Split = true }, "first");
        var late = await Get<ChangePolicies>().RunAsync(new() { PersonalUse = false, BasedOn = seen }, "second");

        Assert.False(late.IsDone);
        Assert.True((await Get<ShowPolicies>().RunAsync()).Rules is { Split: true, PersonalUse: true });
    }

    [Fact]
    public async Task Change_PersonalUseOff_BlocksUsersWithAnAccount()
    {
        await _stage.Database.PostAsync(new OpenAccount(AccountKinds.User, "Ada", "ada", null, null));
        var split = await Get<ChangePolicies>().PreviewAsync(new() { PersonalRoute = [new(AccountKinds.User, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block)] });
        var off = await Get<ChangePolicies>().PreviewAsync(new() { PersonalUse = false });

        Assert.Equal("Ada", Assert.Single(split.NowFallThrough).Name);
        Assert.Empty(off.NowFallThrough);
        Assert.Equal("1 user", PolicyWords.Count(split.NowFallThrough));
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.TeamLead)]
    public async Task Services_WhoeverIsNoFinanceAdmin_MayNotChangeWhoPays(Role role)
    {
        _stage.ActAs(role, _atlas);
        var yaml = "consumer_groups: []"u8.ToArray();

        await Refused(() => Get<ChangePolicies>().PreviewAsync(new() { Split = true }));
        await Refused(() => Get<ChangePolicies>().RunAsync(new() { Split = true }, "x"));
        await Refused(() => Get<MapConsumerGroup>().RunAsync("eng", _core));
        await Refused(() => Get<OpenTeamForGroup>().RunAsync("eng", OperationKey.New()));
        await Refused(() => Get<ImportPolicies>().PreviewAsync(yaml));
        await Refused(() => Get<ImportPolicies>().RunAsync(yaml, null));
        if (role == Role.TeamLead)
        {
            await Refused(() => Get<ShowPolicies>().RunAsync());
            await Refused(() => Get<ReadPoliciesPage>().RunAsync());
            await Refused(() => Get<ListConsumerGroups>().RunAsync());
            await Refused(() => Get<ImportPolicies>().ExportAsync());
        }
    }

    [Fact]
    public async Task AccountRule_SetAndTakenAway_IsHeldByTheNextRequest()
    {
        await Get<SetAccountRule>().RunAsync(_atlas, OnExhausted.FallThrough, "On call", OperationKey.New());
        Assert.Equal(OnExhausted.FallThrough, (await Get<ReadPoliciesPage>().RunAsync()).Accounts.Single(account => account.Id == _atlas).Rule);
        Assert.DoesNotContain(
            (await Get<ChangePolicies>().PreviewAsync(new() { WorkspaceRoute = FallingThrough })).NowFallThrough, account => account.Id == _atlas);

        await Get<SetAccountRule>().RunAsync(_atlas, null, "No longer", OperationKey.New());
        Assert.Null((await Get<ReadPoliciesPage>().RunAsync()).Accounts.Single(account => account.Id == _atlas).Rule);
        await using var context = _stage.Database.Contexts.CreateDbContext();
        context.Tenant = _stage.Caller.Caller!.Tenant;
        var events = await context.AuditEvents.Where(row => row.Action == ChangeAccount.RuleChanged).OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(["On call", "No longer"], events.Select(static row => row.Reason));

        _stage.ActAs(Role.Auditor);
        await Refused(() => Get<SetAccountRule>().RunAsync(_atlas, OnExhausted.Block, "x", OperationKey.New()));
    }

    [Fact]
    public async Task Groups_NamedByRequests_AreListedUntilTheyAreMapped()
    {
        foreach (var group in new[] { "core", "marketing" })
        {
            await _stage.Database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { ConsumerGroup = group }, new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero)));
        }

        var before = await Get<ListConsumerGroups>().RunAsync();
        Assert.Equal(["marketing", "core"], before.Unmapped);
        var suggestions = new GroupSuggestions(before.Teams);
        Assert.Equal([null, _core], before.Unmapped.Select(group => suggestions.Of(group)?.Id));

        await Get<MapConsumerGroup>().RunAsync("core", _core, "Agreed");
        var after = await Get<ListConsumerGroups>().RunAsync();
        Assert.Equal(["marketing"], after.Unmapped);
        Assert.Equal(("core", "Agreed"), (after.Mapped.Single().Id, after.Changed!.Reason));

        await Get<MapConsumerGroup>().RunAsync("core", null);
        Assert.Equal(["marketing", "core"], (await Get<ListConsumerGroups>().RunAsync()).Unmapped);
    }

    [Fact]
    public async Task Map_WhatIsNoTeamOrNoGroup_IsRefused()
    {
        Assert.Equal(RefusalReason.AccountNotFound, (await Get<MapConsumerGroup>().RunAsync("eng", _atlas)).Problems.Single().Reason);
        Assert.Equal(RefusalReason.InvalidText, (await Get<MapConsumerGroup>().RunAsync("a\nb", _core)).Problems.Single().Reason);
        Assert.Equal(RefusalReason.InvalidText, (await Get<MapConsumerGroup>().RunAsync("eng", _core, new string('x', 5_000))).Problems.Single().Reason);
        Assert.Empty((await Get<ListConsumerGroups>().RunAsync()).Mapped);
    }

    [Fact]
    public async Task OpenTeam_CalledAsTheGroup_IsMappedAndARepeatedCallOpensNoOther()
    {
        var key = OperationKey.New();
        await Get<OpenTeamForGroup>().RunAsync("marketing", key);
        await Get<MapConsumerGroup>().RunAsync("marketing", null);
        await Get<OpenTeamForGroup>().RunAsync("marketing", key);

        var list = await Get<ListConsumerGroups>().RunAsync();
        Assert.Equal(["Core", "marketing"], list.Teams.Select(static team => team.Name));
        Assert.Equal(("marketing", list.Teams[1].Id), (list.Mapped.Single().Id, list.Mapped.Single().Team));
    }

    [Fact]
    public async Task OpenTeam_CalledAsAnotherTeam_IsRefusedAndMapsNothing()
    {
        var refused = await Get<OpenTeamForGroup>().RunAsync("CORE", OperationKey.New());

        Assert.Equal(RefusalReason.AlreadyExists, refused.Problems.Single().Reason);
        Assert.Empty((await Get<ListConsumerGroups>().RunAsync()).Mapped);
    }

    [Fact]
    public async Task Export_Imported_ChangesNothing()
    {
        await Get<MapConsumerGroup>().RunAsync("eng", _core);
        await Get<ChangePolicies>().RunAsync(new() { WalletEnforcement = false }, "Trial");
        var import = await Get<ImportPolicies>().RunAsync(await Get<ImportPolicies>().ExportAsync(), null);

        Assert.False(import.Outcome!.ChangesAnything);
    }

    [Fact]
    public async Task Import_OfManyGroups_IsOneChange()
    {
        var yaml = "consumer_groups:\n" + string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"- {{id: group-{i}, wallet_team_id: team_core}}\n"));
        var import = await Get<ImportPolicies>().RunAsync(System.Text.Encoding.UTF8.GetBytes(yaml), "All at once");

        Assert.Equal(1_000, import.Outcome!.Groups.Count);
        Assert.Equal(1_000, (await Get<ListConsumerGroups>().RunAsync()).Mapped.Count);
    }

    private static Task<AccessRefusedException> Refused(Func<Task> act) => Assert.ThrowsAsync<AccessRefusedException>(act);

    private TService Get<TService>()
        where TService : notnull => _services.GetRequiredService<TService>();
}
