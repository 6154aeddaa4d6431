using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Replays the demo's months: opens the accounts, then does what people and requests did, in order of time.</summary>
internal sealed class DemoPast(DemoBooks books, DemoRoster roster, DemoCalendar calendar)
{
    private const int MostTogether = 64;
    private static readonly TimeSpan LongestTogether = TimeSpan.FromMinutes(30);

    private readonly List<AccountId> _workspaces = [];
    private readonly List<AccountId> _teams = [];
    private readonly Dictionary<string, BudgetId> _budgets = new(StringComparer.Ordinal);
    private readonly List<ChargeUsage> _waiting = [];
    private DateTimeOffset _now = calendar.Start;

    /// <summary>The account of a workspace.</summary>
    public AccountId Workspace(string name) => _workspaces[roster.Workspace(name)];

    /// <summary>The mapped groups, with their teams.</summary>
    public IEnumerable<(string Group, AccountId Team)> MappedGroups => roster.Teams.Index()
        .Select(team => (DemoCast.ConsumerGroups[team.Item.Name], Team: _teams[team.Index]))
        .Where(static pair => pair.Item1.IsMapped).Select(static pair => (pair.Item1.Group, pair.Team));

    /// <summary>Replays everything.</summary>
    public async Task LiveAsync(IReadOnlyList<DemoStep> steps, IReadOnlyList<DemoCharge> charges, CancellationToken cancellation)
    {
        await OpenAccountsAsync();
        var next = 0;
        foreach (var charge in charges)
        {
            cancellation.ThrowIfCancellationRequested();
            for (; next < steps.Count && steps[next].At <= charge.At; next++)
            {
                await DoAsync(steps[next]);
            }

            await SpendAsync(charge);
        }

        await RecordWaitingAsync();
        foreach (var step in steps.Skip(next).Where(step => step.At <= calendar.Now))
        {
            await DoAsync(step);
        }
    }

    private async Task OpenAccountsAsync()
    {
        await books.PostAsync(NextMoment(), new SwitchCreditMode(CreditMode.WorkspaceBudget), DemoCast.Finance.Email);
        var organizations = new List<AccountId>();
        foreach (var organization in DemoCast.Organizations)
        {
            organizations.Add(await OpenAsync(new(AccountKinds.Organization, organization.Name, Reference("org", organization.Name))));
        }

        foreach (var (name, organization) in roster.Teams)
        {
            _teams.Add(await OpenAsync(new(AccountKinds.Team, name, Reference("team", name), organizations[organization])));
        }

        for (var i = 0; i < roster.Workspaces.Count; i++)
        {
            var name = roster.Workspaces[i].Name;
            _workspaces.Add(await OpenAsync(
                new(AccountKinds.Workspace, name, Reference("ws", name), organizations[roster.OrganizationOf(i)])));
        }

        var (named, reason) = DemoCast.NeverBlocked;
        await books.PostAsync(
            NextMoment(), new ChangeAccount(Workspace(named), OnExhausted: OnExhausted.FallThrough), DemoCast.Operations.Email, reason);
        for (var i = 0; i < DemoCast.Users; i++)
        {
            var email = DemoCast.UserEmail(i);
            await OpenAsync(new(AccountKinds.User, email, email, _teams[roster.TeamOfUser(i)]));
        }
    }

    // "ws_docs_search", as a gateway's configuration would write it.
    private static string Reference(string prefix, string name) =>
        $"{prefix}_{string.Join('_', name.ToLowerInvariant().Split([' ', '&'], StringSplitOptions.RemoveEmptyEntries))}";

    private async Task<AccountId> OpenAsync(OpenAccount account) =>
        (await books.PostAsync(NextMoment(), account, DemoCast.Operations.Email)).Account!.Value;

    private DateTimeOffset NextMoment() => _now += TimeSpan.FromSeconds(13);

    private async Task SpendAsync(DemoCharge charge)
    {
        if (_waiting.Count == MostTogether || (_waiting.Count > 0 && charge.At - _waiting[0].OccurredAt > LongestTogether))
        {
            await RecordWaitingAsync();
        }

        var facts = new UsageFacts
        {
            Workspace = _workspaces[charge.Workspace],
            Team = _teams[roster.TeamOf(charge.Workspace)],
            User = DemoCast.UserEmail(charge.User),
            ConsumerGroup = DemoCast.ConsumerGroups[roster.Teams[roster.TeamOf(charge.Workspace)].Name].Group,
            Model = charge.Model,
            Tokens = charge.Tokens,
        };
        _waiting.Add(new(charge.Cost, facts, Instants.Truncate(charge.At)));
    }

    private async Task RecordWaitingAsync()
    {
        if (_waiting.Count > 0)
        {
            await books.PostAsync(_waiting);
            _waiting.Clear();
        }
    }

    private async Task DoAsync(DemoStep step)
    {
        await RecordWaitingAsync();
        switch (step)
        {
            case DemoPurchase purchase:
                var price = new Money(decimal.Round(purchase.Euros, 2), "EUR");
                await books.PostAsync(
                    step.At, new RecordPurchase(purchase.Amount, purchase.Reference, price, purchase.ExpiresAt), DemoCast.Finance.Email);
                break;
            case DemoMove move:
                await DoAsync(move);
                break;
            case DemoBudget budget:
                var account = budget.To is { } place ? _workspaces[place] : _teams[budget.Team!.Value];
                _budgets[budget.Name] = (await books.PostAsync(step.At, budget.Plan(account), DemoCast.Finance.Email)).Budget!.Value;
                break;
            case DemoCancel cancel:
                await books.PostAsync(step.At, new CancelBudget(_budgets[cancel.Name]), DemoCast.Finance.Email, "The pilot ended early");
                break;
            case DemoTurn turn:
                await books.PostAsync(step.At, new FundBudgets(_teams[turn.Team], 1), DemoCast.Gateway);
                break;
            default:
                throw new InvalidOperationException($"{step} is not a step of the demo.");
        }
    }

    private async Task DoAsync(DemoMove move)
    {
        var movement = new MoveCredits(AccountOf(move.From), AccountOf(move.To), move.Amount);
        var receipt = await books.PostAsync(move.At, movement, DemoCast.Operations.Email, move.Reason, move.Reference);
        if (move.ReversedAt is { } reversedAt)
        {
            await books.PostAsync(
                reversedAt, new ReverseTransfer(receipt.Transfers[0].Id), DemoCast.Operations.Email, "Went to the wrong workspace");
        }
    }

    private AccountId AccountOf(int? workspace) => workspace is { } place ? _workspaces[place] : books.Primary;
}
