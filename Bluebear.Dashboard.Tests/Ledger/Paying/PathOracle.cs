using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Tests.Ledger.Paying;

/// <summary>
/// Who pays, worked out a second time in another way: from the whole path at once instead of account by account. It knows the path of
/// <see cref="PathWorld"/> by heart.
/// </summary>
internal static class PathOracle
{
    public static string Expect(PathWorld world, UsageFacts facts, Credits amount)
    {
        var (path, allowed) = PathOf(world, facts);
        var policies = world.Policies;
        if (path.Count == 0)
        {
            return policies.WalletEnforcement && !policies.PersonalUse
                ? Text([], [], null, amount, false, true)
                : policies.WalletEnforcement ? Text([], [], null, amount, amount.IsZero, false) : Expect([world.P], [true], world, amount);
        }

        return Expect(path, allowed, world, amount);
    }

    public static string Text(PathDecision decision) => Text(
        [.. decision.Steps.Select(step => (step.Account, step.Outcome))], decision.FundedBy, decision.Limiting, decision.Shortfall,
        decision.IsAllowed, decision.IsForbidden);

    private static string Expect(IReadOnlyList<AccountId> path, IReadOnlyList<bool> allowed, PathWorld world, Credits amount)
    {
        var policies = world.Policies;
        var asked = path.Where((_, place) => allowed[place]).ToList();

        // What costs nothing needs no credits, so that a debt does not stop it.
        bool Owes(AccountId id) => amount.IsPositive && PathOracle.Owes(world, id);

        // What each account could add if it were asked, and what is still missing when its turn comes.
        var gives = asked.ToDictionary(id => id, id => Owes(id) ? Credits.Zero : world[id].Available);
        Credits MissingAt(int turn) => policies.Split ? amount - Credits.Sum(asked.Take(turn).Select(id => gives[id])) : amount;
        bool Covers(int turn) => !Owes(asked[turn]) && gives[asked[turn]] >= MissingAt(turn);
        bool Stops(int turn) => Covers(turn) || Rule(world, asked[turn], path) == OnExhausted.Block;

        bool IsOverBefore(int place) => asked.Where((id, turn) => Stops(turn) && path.ToList().IndexOf(id) < place).Any();
        var turns = Enumerable.Range(0, asked.Count).ToList();
        var end = turns.Where(Stops).DefaultIfEmpty(asked.Count - 1).First();
        var isPaid = end >= 0 && Covers(end);
        var pays = new List<PathShare>();
        if (isPaid || !policies.WalletEnforcement)
        {
            foreach (var turn in turns.Where(turn => turn == end || (policies.Split && turn < end)))
            {
                var share = Credits.Min(gives[asked[turn]], MissingAt(turn));
                if (share.IsPositive || (turn == end && isPaid))
                {
                    pays.Add(new(asked[turn], share));
                }
            }
        }

        var outcomes = path.Select((id, place) =>
        {
            var turn = asked.IndexOf(id);
            return turn > end ? StepOutcome.NotReached
                : !allowed[place] ? (IsOverBefore(place) ? StepOutcome.NotReached : StepOutcome.NotAllowed)
                : pays.Exists(share => share.Account == id) ? StepOutcome.Pays
                : Owes(id) ? StepOutcome.InOverage
                : Rule(world, id, path) == OnExhausted.Block ? StepOutcome.Blocks
                : policies.Split && gives[id].IsPositive && policies.WalletEnforcement ? StepOutcome.FallsThrough
                : HasAllocation(world, id) ? StepOutcome.FallsThrough
                : StepOutcome.NoAllocation;
        }).ToList();
        var lacks = end < 0 ? amount : isPaid ? Credits.Zero
            : MissingAt(end) - gives[asked[end]] + (Owes(asked[end]) ? world[asked[end]].Overage : Credits.Zero);
        return Text(
            [.. path.Zip(outcomes)], pays, isPaid || end < 0 ? null : asked[end], lacks, isPaid || !policies.WalletEnforcement,
            end < 0 && policies.WalletEnforcement);
    }

    private static (IReadOnlyList<AccountId> Path, IReadOnlyList<bool> Allowed) PathOf(PathWorld world, UsageFacts facts)
    {
        if (world.Head.Mode == CreditMode.SharedPool)
        {
            return ([world.P], [true]);
        }

        var isPersonal = facts.IsPersonal || (facts.Workspace is null && facts.Team is null);
        AccountId[] user = facts.User is null ? [] : [world.U];
        AccountId[] above = facts.Workspace is null && facts.Team is null && user.Length == 0 ? [] : [world.S, world.O, world.P];
        var route = isPersonal ? user : facts.Workspace is not null ? [world.W, .. above] : [.. user, world.T, .. above];
        var mayPay = !isPersonal || world.Policies.PersonalUse || !world.Policies.WalletEnforcement;
        AccountId[] named = facts.Account is null ? [] : [world.A];
        return ([.. named, .. route], [.. named.Select(_ => mayPay || !facts.IsPersonal), .. route.Select(_ => mayPay)]);
    }

    private static OnExhausted Rule(PathWorld world, AccountId id, IReadOnlyList<AccountId> path)
    {
        var policies = world.Policies;
        if (world[id].OnExhausted is { } own)
        {
            return own;
        }

        if (!HasAllocation(world, id))
        {
            return OnExhausted.FallThrough;
        }

        if (id == world.A || path.Count == 1 && id == world.P)
        {
            return OnExhausted.Block;
        }

        // W is on the workspace route only, T on the team route only; what neither is on is personal.
        var route = path.Contains(world.W) ? policies.WorkspaceRoute : path.Contains(world.T) ? policies.TeamRoute : policies.PersonalRoute;
        return route.Single(step => step.Kind == world[id].Kind).OnExhausted;
    }

    private static bool HasAllocation(PathWorld world, AccountId id) => id == world.P || world[id].StandingAllocations > 0;

    private static bool Owes(PathWorld world, AccountId id) => world.Policies.WalletEnforcement && world[id].Overage.IsPositive;

    private static string Text(
        IReadOnlyList<(AccountId Account, StepOutcome Outcome)> steps, IEnumerable<PathShare> shares, AccountId? limiting, Credits shortfall,
        bool isAllowed, bool isForbidden) =>
        $"{string.Join(", ", steps.Select(step => $"{Number(step.Account)} {step.Outcome}"))}; "
        + $"{string.Join(", ", shares.Select(share => $"{Number(share.Account)} pays {share.Amount}"))}; "
        + $"limit {Number(limiting)}, lacks {shortfall}, {(isAllowed ? "allowed" : "denied")}{(isForbidden ? ", forbidden" : "")}";

    private static string Number(AccountId? id) => id is { } some ? "-POSWTUA"[(int)TenantScopedId.NumberOf(some.Value)].ToString() : "-";
}
