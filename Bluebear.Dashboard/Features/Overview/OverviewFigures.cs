namespace Bluebear.Dashboard.Features.Overview;

/// <summary>The state of a company, or of what a team lead leads.</summary>
public sealed record OverviewFigures
{
    /// <summary>False for a team lead, whose figures cover only what they lead.</summary>
    public required bool IsWholeTenant { get; init; }

    /// <summary>True once a purchase was recorded. Always true for a team lead.</summary>
    public required bool HasPurchases { get; init; }

    /// <summary>Whether the caller may record purchases.</summary>
    public required bool CanRecordPurchases { get; init; }

    /// <summary>Whether the caller may move credits.</summary>
    public required bool CanMoveCredits { get; init; }

    /// <summary>Whether the caller may create workspaces.</summary>
    public required bool CanManageWorkspaces { get; init; }

    /// <summary>The state of the books, with the credit mode.</summary>
    public required TenantHead Head { get; init; }

    /// <summary>The active accounts that the caller may see.</summary>
    public required IReadOnlyDictionary<AccountId, Account> Accounts { get; init; }

    /// <summary>The tenant's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Spent since the month began.</summary>
    public required Credits SpentThisMonth { get; init; }

    /// <summary>Spent in the previous month up to the same day.</summary>
    public required Credits SpentMonthBefore { get; init; }

    /// <summary>What is left of purchases, and when the next part ends; null for a team lead.</summary>
    public PurchasesLeft? Purchases { get; init; }

    /// <summary>Purchases that end soon with credits unspent.</summary>
    public required IReadOnlyList<AttentionRow> EndingPurchases { get; init; }

    /// <summary>Open alerts, the severest first, a line for each account.</summary>
    public IReadOnlyList<AttentionRow> Alerts { get; init; } = [];

    /// <summary>The number of open alerts that the caller may see, also those without a line.</summary>
    public int OpenAlerts { get; init; }

    /// <summary>Says that moves are stopped; null if they are not.</summary>
    public StoppedMoves? Stopped { get; init; }

    /// <summary>Why alerts reach nobody outside the dashboard; null if they reach somebody, or for a part of the company.</summary>
    public string? Unreached { get; init; }

    /// <summary>How the accounts of a team lead spend; empty for the whole company.</summary>
    public IReadOnlyDictionary<AccountId, AccountPace> Paces { get; init; } = new Dictionary<AccountId, AccountPace>();

    /// <summary>How long the company's credits last; null for a part of the company.</summary>
    public CompanyRunway? Runway { get; init; }

    /// <summary>Whether a purchase has a price; false for a part of the company.</summary>
    public bool HasPrices { get; init; }

    /// <summary>The figures in money; null unless they were asked for.</summary>
    public OverviewMoney? Money { get; init; }

    /// <summary>The newest requests for credits that wait.</summary>
    public IReadOnlyList<OverviewRequest> Requests { get; init; } = [];

    /// <summary>The number of requests that wait.</summary>
    public int WaitingRequests { get; init; }

    /// <summary>The available credits of all visible accounts.</summary>
    public Credits AvailableInAll => Credits.Sum(Accounts.Values.Select(account => account.Available));

    /// <summary>The credit mode.</summary>
    public CreditMode Mode => Head.Mode;

    /// <summary>Available in the pool; for a team lead, on all led accounts.</summary>
    public Credits Available => Credits.Sum(Shown.Select(account => account.Available));

    /// <summary>Reserved on the accounts of <see cref="Available"/>.</summary>
    public Credits Reserved => Credits.Sum(Shown.Select(account => account.Reserved));

    /// <summary>Posted on all active accounts except the pool; zero for a team lead.</summary>
    public Credits Allocated => IsWholeTenant
        ? Credits.Sum(Accounts.Values.Where(account => !account.IsPrimary).Select(account => account.Posted))
        : Credits.Zero;

    /// <summary>The number of visible active workspaces.</summary>
    public int Workspaces => Accounts.Values.Count(account => account.Kind == AccountKinds.Workspace);

    /// <summary>True until there are credits and a workspace. Until then a company is shown what to do first.</summary>
    public bool IsBeginning => IsWholeTenant && (!HasPurchases || Workspaces == 0);

    /// <summary>What needs attention, the worst first.</summary>
    public IReadOnlyList<AttentionRow> Attention => [.. Alerts, .. EndingPurchases];

    private IEnumerable<Account> Shown => IsWholeTenant ? Accounts.Values.Where(account => account.IsPrimary) : Accounts.Values;

    /// <summary>The same with changed accounts. Balances are then exact; what was spent stays as it was read.</summary>
    /// <param name="changed">Changed accounts that the caller may see.</param>
    /// <param name="head">The new state of the books.</param>
    public OverviewFigures With(IEnumerable<Account> changed, TenantHead head)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var accounts = Accounts.ToDictionary();
        foreach (var account in changed)
        {
            accounts.Remove(account.Id);
            if (account.IsActive)
            {
                accounts.Add(account.Id, account);
            }
        }

        return this with { Accounts = accounts, Head = head };
    }
}

/// <summary>The figures of the tiles in money.</summary>
/// <param name="Pool">Available in the pool, at the price of the purchases that it came from.</param>
/// <param name="Allocated">Posted on all other accounts, likewise.</param>
/// <param name="Spent">Spent since the month began, at the average price of all that was spent.</param>
/// <param name="Left">What is left of purchases.</param>
public sealed record OverviewMoney(PricedCredits Pool, IReadOnlyList<Money> Allocated, IReadOnlyList<Money> Spent, PricedCredits Left);

/// <summary>A request for credits that waits.</summary>
/// <param name="Account">The account that is to receive them.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">What was asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who filed it.</param>
/// <param name="At">When.</param>
public sealed record OverviewRequest(AccountId Account, string Name, Credits Amount, string Reason, string RequestedBy, DateTimeOffset At);

/// <summary>What is left of purchases that have not ended.</summary>
/// <param name="Left">Neither spent nor expired.</param>
/// <param name="Count">The number of these purchases.</param>
/// <param name="NextLastDay">The last day on which the part that ends next can be spent; null if none ends.</param>
/// <param name="EndsNext">The size of that part.</param>
public sealed record PurchasesLeft(Credits Left, int Count, DateOnly? NextLastDay, Credits EndsNext);

/// <summary>Spending over the last days.</summary>
/// <param name="Days">Each day with its spending.</param>
/// <param name="Ways">The flow from the pool over organizations to workspaces. Empty if nothing was spent.</param>
public sealed record OverviewSpending(IReadOnlyList<(DateOnly Day, Credits Credits)> Days, IReadOnlyList<SpendingWay> Ways);

/// <summary>One flow between two boxes of the chart.</summary>
/// <param name="From">The box that the credits left.</param>
/// <param name="To">The box that they reached.</param>
/// <param name="Amount">How many.</param>
/// <param name="Account">The account of <paramref name="To"/>; null for usage without a workspace.</param>
/// <param name="IsOrganization">True if that is an organization and no workspace.</param>
public sealed record SpendingWay(string From, string To, Credits Amount, AccountId? Account = null, bool IsOrganization = false);

/// <summary>The content of the overview at one commit.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Spending">The spending over the last days.</param>
public sealed record OverviewView(OverviewFigures Figures, OverviewSpending Spending);
