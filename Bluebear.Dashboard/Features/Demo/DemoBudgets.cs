using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo's budgets, of every kind and state. Pure.</summary>
/// <remarks>Some workspaces get their last allocation by a budget of the same amount, so that each still ends as planned.</remarks>
internal static class DemoBudgets
{
    private const double AfterMidnight = 0.02;

    private static readonly Dictionary<string, Func<AccountId, Credits, PlanBudget>> OfWorkspaces = new(StringComparer.Ordinal)
    {
        ["Code Assistant"] = static (account, amount) => Monthly(account, amount),
        ["Contract Review"] = static (account, amount) => Monthly(account, amount) with { Unused = UnusedCredits.Keep },
        ["Support Chat"] = static (account, amount) => new(account, null, BudgetKind.Quarterly)
        {
            Amount = amount,
            Unused = UnusedCredits.Carry,
            CarryUpTo = Credits.FromCredits(500),
        },
        ["Knowledge Base"] = static (account, amount) => Monthly(account, amount) with { Unused = UnusedCredits.Expire, AllowPartial = true },
    };

    /// <summary>The budget that takes the place of a workspace's last allocation, or the allocation itself.</summary>
    public static DemoStep InPlaceOf(DemoMove move, DemoRoster roster, DemoCalendar calendar)
    {
        var last = DemoCalendar.Periods - 1;
        return move is { From: null, To: { } workspace, ReversedAt: null } && move.At == calendar.BudgetDay(last, workspace)
            && roster.Workspaces[workspace].Name is var name && OfWorkspaces.TryGetValue(name, out var plan)
            ? new DemoBudget(move.At, name, workspace, null, account => plan(account, move.Amount)) : move;
    }

    /// <summary>Budgets of teams: weekly, topped up, over, cancelled, planned, and one that waits for funds.</summary>
    public static IEnumerable<DemoStep> OfTeams(DemoRoster roster, DemoCalendar calendar)
    {
        var teams = roster.Teams.Count;
        yield return Team(calendar.Of(4, 0, 8), "weekly", 0, static account => new(account, null, BudgetKind.Weekly) { Amount = Credits.FromCredits(300) });
        yield return new DemoTurn(calendar.Of(4, 7, AfterMidnight), 0);
        yield return new DemoTurn(calendar.Of(4, 14, AfterMidnight), 0);
        yield return Team(calendar.Of(3, 20, 9), "top-up", 1 % teams,
            static account => new(account, null, BudgetKind.Monthly) { TopUpTo = Credits.FromCredits(450), Unused = UnusedCredits.Keep });
        yield return Team(calendar.Of(2, 2, 9), "over", 2 % teams, account => new(account, null, BudgetKind.OneTime)
        {
            Amount = Credits.FromCredits(400),
            EndsAt = calendar.Of(3, 2, 0),
        });
        yield return new DemoTurn(calendar.Of(3, 2, AfterMidnight), 2 % teams);
        yield return Team(calendar.Of(4, 1, 9), "cancelled", 2 % teams, static account => Monthly(account, Credits.FromCredits(250)));
        yield return new DemoCancel(calendar.Of(4, 3, 10), "cancelled");
        yield return Team(calendar.Of(4, 12, 9), "planned", 3 % teams, account => new(account, null, BudgetKind.OneTime)
        {
            Amount = Credits.FromCredits(1_200),
            StartsAt = calendar.Of(4, 24, 0),
            EndsAt = calendar.Of(4, 52, 0),
        });
        yield return Team(calendar.Of(4, 13, 9), "waiting", 4 % teams, static account => Monthly(account, Credits.FromCredits(5_000_000)));
    }

    private static DemoBudget Team(DateTimeOffset at, string name, int team, Func<AccountId, PlanBudget> plan) => new(at, name, null, team, plan);

    private static PlanBudget Monthly(AccountId account, Credits amount) => new(account, null, BudgetKind.Monthly) { Amount = amount };
}
