using Bluebear.Dashboard.Ledger.Paying;
using Xunit;
using static Bluebear.Dashboard.Ledger.Paying.StepOutcome;

namespace Bluebear.Dashboard.Tests.Ledger.Paying;

/// <summary>The sentences of "Who pays", one by one.</summary>
public sealed class ChargingPathTests
{
    private readonly PathWorld _world = new();

    private UsageFacts InWorkspace => new() { Workspace = _world.W };

    private UsageFacts OfTeam => new() { Team = _world.T, User = PathWorld.User };

    [Fact]
    public void SharedPool_AnyFacts_ThePrimaryWorkspacePaysAlways()
    {
        _world.Head = _world.Head with { Mode = CreditMode.SharedPool };
        _world.With(_world.W, 50).With(_world.A, 50).With(_world.P, 10);

        var decision = _world.Decide(new() { Workspace = _world.W, Account = _world.A, IsPersonal = true }, 10);

        Assert.Equal(_world.P, Assert.Single(decision.Steps).Account);
        Assert.Equal(_world.P, Assert.Single(decision.FundedBy).Account);
    }

    [Fact]
    public void WorkspaceRoute_AllocationCovers_TheWorkspacePaysAndNoneAfterItIsReached()
    {
        _world.With(_world.W, 10).With(_world.S, 100).With(_world.P, 100);
        Assert.Equal([Pays, NotReached, NotReached, NotReached], Outcomes(_world.Decide(InWorkspace, 10)));
    }

    [Fact]
    public void WorkspaceRoute_EmptyAfterAnAllocation_BlocksAndNamesWhatIsMissing()
    {
        _world.With(_world.W, 4).With(_world.P, 100);
        var decision = _world.Decide(InWorkspace, 10);

        Assert.Equal([Blocks, NotReached, NotReached, NotReached], Outcomes(decision));
        Assert.Equal((_world.W, Credits.FromCredits(6), false), (decision.Limiting, decision.Shortfall, decision.IsAllowed));
    }

    [Fact]
    public void WorkspaceRoute_NoAllocation_DrawsOnSharedPoolThenOrganizationThenTenant()
    {
        _world.With(_world.W, 0, allocated: false).With(_world.S, 2).With(_world.O, 3).With(_world.P, 10);
        Assert.Equal([NoAllocation, FallsThrough, FallsThrough, Pays], Outcomes(_world.Decide(InWorkspace, 10)));
    }

    [Fact]
    public void WorkspaceRoute_AllocationOfAnEarlierEra_IsNone()
    {
        _world.With(_world.W, 0).With(_world.P, 10);
        _world[_world.W] = _world[_world.W] with { AllocationEra = _world.Head.ModeEra - 1 };
        Assert.Equal(NoAllocation, Outcomes(_world.Decide(InWorkspace, 10))[0]);
    }

    [Fact]
    public void WorkspaceRoute_PolicyWithoutTenant_ThePoolIsNotAsked()
    {
        _world.Policies = _world.Policies with { WorkspaceRoute = [.. SpendPolicies.Default.WorkspaceRoute.SkipLast(1)] };
        _world.With(_world.W, 0, allocated: false).With(_world.P, 100);
        var decision = _world.Decide(InWorkspace, 10);

        Assert.Equal((false, _world.O), (decision.IsAllowed, decision.Limiting));
        Assert.DoesNotContain(decision.Steps, step => step.Account == _world.P);
    }

    [Fact]
    public void TeamRoute_Defaults_AskUserTeamSharedPoolOrganizationTenant()
    {
        _world.With(_world.P, 10);
        Assert.Equal([_world.U, _world.T, _world.S, _world.O, _world.P], _world.Decide(OfTeam, 10).Steps.Select(step => step.Account));
    }

    [Fact]
    public void TeamRoute_DefaultsWithAllocations_FallThroughUntilTheLastStepBlocks()
    {
        _world.With(_world.U, 1).With(_world.T, 2).With(_world.S, 3).With(_world.O, 4).With(_world.P, 5);
        var decision = _world.Decide(OfTeam, 10);

        Assert.Equal([FallsThrough, FallsThrough, FallsThrough, FallsThrough, Blocks], Outcomes(decision));
        Assert.Equal((_world.P, Credits.FromCredits(5)), (decision.Limiting, decision.Shortfall));
    }

    [Fact]
    public void TeamRoute_MappedGroup_StandsForItsTeam()
    {
        _world.Policies = _world.Policies with { ConsumerGroups = new Dictionary<string, AccountId> { ["engineering"] = _world.T } };
        _world.With(_world.T, 10);
        Assert.Equal(_world.T, Assert.Single(_world.Decide(new() { ConsumerGroup = "engineering" }, 10).FundedBy).Account);
    }

    [Fact]
    public void TeamRoute_UnmappedGroup_GoesOnWithoutATeam()
    {
        _world.With(_world.P, 10);
        Assert.Equal([_world.P], _world.Decide(new() { ConsumerGroup = "Engineering" }, 10).Steps.Select(step => step.Account));
    }

    [Fact]
    public void TeamRoute_UnmappedGroupWithUser_FindsTheTeamAboveTheUser()
    {
        _world.With(_world.T, 10);
        Assert.Equal(
            [_world.U, _world.T, _world.S, _world.O, _world.P],
            _world.Decide(new() { ConsumerGroup = "unknown", User = PathWorld.User }, 10).Steps.Select(step => step.Account));
    }

    [Fact]
    public void PersonalRoute_NeitherNamed_TheUsersOwnAccountPays()
    {
        _world.With(_world.U, 10);
        Assert.Equal(_world.U, Assert.Single(_world.Decide(new() { User = "ADA" }, 10).FundedBy).Account);
    }

    [Fact]
    public void PersonalRoute_Forbidden_SaysSoWithThePath()
    {
        _world.Policies = _world.Policies with { PersonalUse = false };
        _world.With(_world.U, 10);
        var decision = _world.Decide(new() { User = PathWorld.User }, 10);

        Assert.Equal([NotAllowed], Outcomes(decision));
        Assert.Equal((true, false), (decision.IsForbidden, decision.IsAllowed));
    }

    [Fact]
    public void PersonalRoute_ForbiddenAndNoAccountOfTheUser_IsForbiddenToo()
    {
        _world.Policies = _world.Policies with { PersonalUse = false };
        Assert.True(_world.Decide(new() { User = "nobody" }, 10).IsForbidden);
    }

    [Fact]
    public void PersonalRoute_ForbiddenButAnAgentIsNamed_TheAgentPays()
    {
        _world.Policies = _world.Policies with { PersonalUse = false };
        _world.With(_world.A, 10);
        Assert.True(_world.Decide(new() { Account = _world.A, User = PathWorld.User }, 10).IsAllowed);
        Assert.True(_world.Decide(new() { Account = _world.A, User = PathWorld.User, IsPersonal = true }, 10).IsForbidden);
    }

    [Fact]
    public void PersonalRoute_NoAccountOfTheUser_IsDeniedWithNothingToName()
    {
        var decision = _world.Decide(new() { User = "nobody" }, 10);
        Assert.Equal((false, false, null, Credits.FromCredits(10)), (decision.IsAllowed, decision.IsForbidden, decision.Limiting, decision.Shortfall));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("llm-agent-fleet")]
    public void NamedAccount_OfAnyKind_ComesFirstAndBlocksOnceAllocated(string kind)
    {
        var named = _world.Add(20, kind, null);
        _world.With(named, 3).With(_world.W, 100);
        var decision = _world.Decide(InWorkspace with { Account = named }, 10);

        Assert.Equal((named, Blocks), (decision.Steps[0].Account, decision.Steps[0].Outcome));
        Assert.Equal(NoAllocation, _world.With(named, 3, allocated: false).Decide(InWorkspace with { Account = named }, 10).Steps[0].Outcome);
    }

    [Fact]
    public void NamedAccount_OnTheRouteAnyway_IsAskedOnce()
    {
        _world.With(_world.T, 10);
        Assert.Equal([_world.T, _world.U, _world.S, _world.O, _world.P],
            _world.Decide(OfTeam with { Account = _world.T }, 10).Steps.Select(step => step.Account));
    }

    [Fact]
    public void Step_NothingAbove_TakesAnAncestorOfAnEarlierAccount()
    {
        // T has no parent here: the shared pool is the one above the user, found before it.
        var pool = _world.Add(21, AccountKinds.SharedPool, null);
        _world[_world.T] = _world[_world.T] with { Parent = null };
        _world[_world.U] = _world[_world.U] with { Parent = pool };
        Assert.Contains(pool, _world.Decide(OfTeam, 10).Steps.Select(step => step.Account));
    }

    [Fact]
    public void Step_KindNobodyHas_IsSkipped()
    {
        _world.Policies = _world.Policies with { WorkspaceRoute = [new("cost-center", OnExhausted.Block), .. SpendPolicies.Default.WorkspaceRoute] };
        _world.With(_world.W, 10);
        Assert.Equal(_world.W, _world.Decide(InWorkspace, 10).Steps[0].Account);
    }

    [Fact]
    public void Step_SeveralOfAKindAbove_TakesTheNearest()
    {
        var near = _world.Add(22, AccountKinds.Organization, _world.O);
        _world[_world.S] = _world[_world.S] with { Parent = near };
        var asked = _world.Decide(InWorkspace, 10).Steps.Select(step => step.Account).ToList();
        Assert.Contains(near, asked);
        Assert.DoesNotContain(_world.O, asked);
    }

    [Fact]
    public void OwnRule_Block_StopsWhatNeverHadAnAllocation()
    {
        _world.With(_world.W, 0, allocated: false, own: OnExhausted.Block).With(_world.P, 100);
        Assert.Equal(Blocks, Outcomes(_world.Decide(InWorkspace, 10))[0]);
    }

    [Fact]
    public void OwnRule_FallThrough_OverridesTheStep()
    {
        _world.With(_world.W, 4, own: OnExhausted.FallThrough).With(_world.P, 10);
        Assert.Equal([FallsThrough, NoAllocation, NoAllocation, Pays], Outcomes(_world.Decide(InWorkspace, 10)));
    }

    [Fact]
    public void Split_Off_OneAccountPaysTheWhole()
    {
        _world.With(_world.T, 6).With(_world.P, 10);
        Assert.Equal([new PathShare(_world.P, Credits.FromCredits(10))], _world.Decide(OfTeam, 10).FundedBy);
    }

    [Fact]
    public void Split_On_AccountsPayTogether()
    {
        _world.Policies = _world.Policies with { Split = true };
        _world.With(_world.T, 6).With(_world.P, 10);
        Assert.Equal(
            [new PathShare(_world.T, Credits.FromCredits(6)), new PathShare(_world.P, Credits.FromCredits(4))],
            _world.Decide(OfTeam, 10).FundedBy);
    }

    [Fact]
    public void Split_NotEnoughTogether_NobodyPays()
    {
        _world.Policies = _world.Policies with { Split = true };
        _world.With(_world.T, 6).With(_world.P, 1);
        var decision = _world.Decide(OfTeam, 10);

        Assert.Empty(decision.FundedBy);
        Assert.Equal((Credits.FromCredits(3), _world.P), (decision.Shortfall, decision.Limiting));
    }

    [Fact]
    public void Enforcement_Off_TakesWhatIsThereAndTheRestIsTheLimitingAccounts()
    {
        _world.Policies = _world.Policies with { WalletEnforcement = false };
        _world.With(_world.W, 4, overage: 2).With(_world.P, 100);
        var decision = _world.Decide(InWorkspace, 10);

        Assert.True(decision.IsAllowed);
        Assert.Equal([new PathShare(_world.W, Credits.FromCredits(4))], decision.FundedBy);
        Assert.Equal((_world.W, Credits.FromCredits(6)), (decision.Limiting, decision.Shortfall));
    }

    [Fact]
    public void Enforcement_OffAndNobodyOnThePath_ThePoolStandsForIt()
    {
        _world.Policies = _world.Policies with { WalletEnforcement = false, PersonalUse = false };
        _world.With(_world.P, 3);
        Assert.Equal((_world.P, Credits.FromCredits(7)), (_world.Decide(new(), 10).Limiting, _world.Decide(new(), 10).Shortfall));
    }

    [Fact]
    public void Overage_OfAnAllocatedWorkspace_BlocksItWhateverItHasAndIsPartOfWhatItLacks_G5()
    {
        _world.With(_world.W, 50, overage: 1).With(_world.P, 100);
        var decision = _world.Decide(InWorkspace, 10);
        Assert.Equal([InOverage, NotReached, NotReached, NotReached], Outcomes(decision));
        Assert.Equal(Credits.FromCredits(11), decision.Shortfall);
    }

    [Fact]
    public void Overage_OfTheLastThatWasAskedWhereOthersPayApart_IsPartOfWhatItLacks_G5()
    {
        _world.Policies = _world.Policies with { Split = true };
        _world.With(_world.T, 6).With(_world.P, 0, overage: 2);
        Assert.Equal(Credits.FromCredits(6), _world.Decide(OfTeam, 10).Shortfall);
    }

    [Fact]
    public void EffectiveAvailable_LargestOfThePath_OrTheirSumWhereSplittingIsOn()
    {
        _world.With(_world.U, 1).With(_world.T, 7).With(_world.S, 3, overage: 1).With(_world.P, 5);
        Assert.Equal(Credits.FromCredits(7), ChargingPath.EffectiveAvailable(_world, OfTeam));

        _world.Policies = _world.Policies with { Split = true };
        Assert.Equal(Credits.FromCredits(13), ChargingPath.EffectiveAvailable(_world, OfTeam));
    }

    [Fact]
    public void EffectiveAvailable_WorkspaceThatBlocks_IsItsOwn()
    {
        _world.With(_world.W, 4).With(_world.P, 100);
        Assert.Equal(Credits.FromCredits(4), ChargingPath.EffectiveAvailable(_world, InWorkspace));
    }

    [Fact]
    public void EffectiveAvailable_EnforcementOffAndNobodyOnThePath_IsThePools()
    {
        _world.Policies = _world.Policies with { WalletEnforcement = false };
        _world.With(_world.P, 3);
        Assert.Equal(Credits.FromCredits(3), ChargingPath.EffectiveAvailable(_world, new() { User = "nobody" }));
    }

    [Theory]
    [InlineData(AccountKinds.Workspace, "W")]
    [InlineData(AccountKinds.Team, "T")]
    [InlineData(AccountKinds.User, "U")]
    [InlineData("agent", "A")]
    [InlineData(AccountKinds.Organization, "A")]
    public void ChargedTo_AnAccountOfAKind_NamesItAsThatKind(string kind, string named)
    {
        var id = _world.Add(30, kind, null, "ada");
        var facts = UsageFacts.ChargedTo(_world[id]);
        Assert.Equal(named, facts.Workspace?.Id == id ? "W" : facts.Team?.Id == id ? "T" : facts.Account?.Id == id ? "A" : facts.User == "ada" ? "U" : "");
    }

    private static StepOutcome[] Outcomes(PathDecision decision) => [.. decision.Steps.Select(step => step.Outcome)];
}
