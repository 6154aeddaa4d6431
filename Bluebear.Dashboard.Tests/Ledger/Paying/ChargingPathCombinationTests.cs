using Bluebear.Dashboard.Ledger.Paying;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Paying;

/// <summary>Every combination of what the charging path depends on, against <see cref="PathOracle"/>.</summary>
public sealed class ChargingPathCombinationTests
{
    private const long Amount = 10;

    private static readonly bool[] Either = [false, true];
    private static readonly OnExhausted?[] OwnRules = [null, OnExhausted.Block, OnExhausted.FallThrough];
    private static readonly (long Available, bool Allocated, long Overage)[] States =
        [(10, true, 0), (4, true, 0), (0, true, 0), (0, true, 3), (0, false, 0), (4, false, 0), (12, false, 0), (5, true, 2)];

    private enum Route
    {
        Workspace,
        Team,
        TeamAndUser,
        Neither,
        NeitherAndUser,
        Personal,
    }

    [Theory]
    [InlineData(CreditMode.SharedPool, true)]
    [InlineData(CreditMode.SharedPool, false)]
    [InlineData(CreditMode.WorkspaceBudget, true)]
    [InlineData(CreditMode.WorkspaceBudget, false)]
    public void Decide_EveryCombination_IsWhatTheOracleSays(CreditMode mode, bool enforcement)
    {
        var count = 0;
        foreach (var policies in EveryPolicy(enforcement))
        {
            foreach (var route in Enum.GetValues<Route>())
            {
                foreach (var world in EveryWorld(mode, policies))
                {
                    foreach (var facts in Either.Select(named => Facts(world, route, named)))
                    {
                        var amount = Credits.FromCredits(count++ % 13 == 0 ? 0 : Amount);
                        var expected = PathOracle.Expect(world, facts, amount);
                        var actual = ChargingPath.Decide(world, facts, amount);
                        Assert.True(expected == PathOracle.Text(actual), $"""
                            {facts}, amount {amount}, {policies}
                            expected {expected}
                            actual   {PathOracle.Text(actual)}
                            """);
                        AssertSound(world, actual, amount);
                    }
                }
            }
        }

        Assert.True(count > 10_000);
    }

    private static void AssertSound(PathWorld world, PathDecision decision, Credits amount)
    {
        var funded = Credits.Sum(decision.FundedBy.Select(share => share.Amount));
        Assert.All(decision.FundedBy, share => Assert.True(share.Amount <= world[share.Account].Available));
        Assert.Equal(decision.Steps.Count, decision.Steps.Select(step => step.Account).Distinct().Count());
        Assert.Equal(
            decision.FundedBy.Select(share => share.Account),
            decision.Steps.Where(step => step.Outcome == StepOutcome.Pays).Select(step => step.Account));
        if (decision.IsAllowed)
        {
            Assert.Equal(amount, funded + decision.Shortfall);
        }
        else
        {
            Assert.Equal(Credits.Zero, funded);
        }
    }

    private static IEnumerable<SpendPolicies> EveryPolicy(bool enforcement) =>
        from split in Either
        from personal in Either
        from lead in Enum.GetValues<OnExhausted>()
        from middle in Enum.GetValues<OnExhausted>()
        select new SpendPolicies
        {
            WalletEnforcement = enforcement,
            Split = split,
            PersonalUse = personal,
            WorkspaceRoute =
            [
                new(AccountKinds.Workspace, lead), new(AccountKinds.SharedPool, middle), new(AccountKinds.Organization, OnExhausted.FallThrough),
                new(AccountKinds.Tenant, lead),
            ],
            TeamRoute =
            [
                new(AccountKinds.User, lead), new(AccountKinds.Team, middle), new(AccountKinds.SharedPool, OnExhausted.FallThrough),
                new(AccountKinds.Organization, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block),
            ],
            PersonalRoute = [new(AccountKinds.User, lead)],
        };

    // The first accounts of the routes go through every state and own rule, the others through fewer.
    private static IEnumerable<PathWorld> EveryWorld(CreditMode mode, SpendPolicies policies)
    {
        foreach (var own in OwnRules)
        {
            for (var state = 0; state < States.Length; state++)
            {
                for (var other = 0; other < 3; other++)
                {
                    var world = new PathWorld { Policies = policies };
                    world.Head = world.Head with { Mode = mode };
                    Put(world, world.W, state, own);
                    Put(world, world.U, state, own);
                    Put(world, world.T, state + other, null);
                    Put(world, world.S, state + (3 * other) + 1, null);
                    Put(world, world.O, other + 4, null);
                    Put(world, world.P, other, null);
                    Put(world, world.A, state + other + 2, other == 0 ? own : null);
                    yield return world;
                }
            }
        }
    }

    private static void Put(PathWorld world, AccountId id, int state, OnExhausted? own)
    {
        var (available, allocated, overage) = States[state % States.Length];
        world.With(id, available, allocated, overage, own);
    }

    private static UsageFacts Facts(PathWorld world, Route route, bool named) => new()
    {
        Workspace = route is Route.Workspace or Route.Personal ? world.W : null,
        Team = route is Route.Team or Route.TeamAndUser ? world.T : null,
        User = route is Route.TeamAndUser or Route.NeitherAndUser or Route.Personal ? PathWorld.User : null,
        Account = named ? world.A : null,
        IsPersonal = route is Route.Personal,
    };
}
