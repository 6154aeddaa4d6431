namespace Bluebear.Dashboard.Features.Overview;

/// <summary>How a company, or what somebody leads of it, stands.</summary>
public sealed record OverviewFigures
{
    /// <summary>False for a team lead, whose figures are of what they lead.</summary>
    public required bool IsWholeTenant { get; init; }

    /// <summary>True once a purchase was recorded (for a team lead: always).</summary>
    public required bool HasPurchases { get; init; }

    /// <summary>Whether the caller records purchases.</summary>
    public required bool CanRecordPurchases { get; init; }

    /// <summary>Whether the caller moves credits.</summary>
    public required bool CanMoveCredits { get; init; }

    /// <summary>Where the books stand: the credit mode among it.</summary>
    public required TenantHead Head { get; init; }

    /// <summary>The active accounts that the caller may see.</summary>
    public required IReadOnlyDictionary<AccountId, Account> Accounts { get; init; }

    /// <summary>What accounts paid for usage on the days before today; those that paid nothing are left out.</summary>
    public IReadOnlyDictionary<AccountId, BurnRate> Burns { get; init; } = new Dictionary<AccountId, BurnRate>();

    /// <summary>The tenant's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Spent since the month began.</summary>
    public required Credits SpentThisMonth { get; init; }

    /// <summary>Spent in the month before up to the same day.</summary>
    public required Credits SpentMonthBefore { get; init; }

    /// <summary>What purchases still hold, and when the next of it ends; null for a team lead.</summary>
    public PurchasesLeft? Purchases { get; init; }

    /// <summary>Purchases that end soon with credits unspent.</summary>
    public required IReadOnlyList<AttentionRow> EndingPurchases { get; init; }

    /// <summary>That nothing moves, or null while it does.</summary>
    public StoppedMoves? Stopped { get; init; }

    /// <summary>The credit mode.</summary>
    public CreditMode Mode => Head.Mode;

    /// <summary>Available in the pool; for a team lead: on all they lead.</summary>
    public Credits Available => Credits.Sum(Shown.Select(account => account.Available));

    /// <summary>Of <see cref="Available"/>'s accounts.</summary>
    public Credits Reserved => Credits.Sum(Shown.Select(account => account.Reserved));

    /// <summary>Posted on all active accounts but the pool; zero for a team lead.</summary>
    public Credits Allocated => IsWholeTenant
        ? Credits.Sum(Accounts.Values.Where(account => !account.IsPrimary).Select(account => account.Posted))
        : Credits.Zero;

    /// <summary>Active workspaces among what the caller sees.</summary>
    public int Workspaces => Accounts.Values.Count(account => account.Kind == AccountKinds.Workspace);

    /// <summary>What somebody should look at, the worst first.</summary>
    public IReadOnlyList<AttentionRow> Attention =>
        Overview.Attention.Ordered([
            .. Accounts.Values.SelectMany(account => Overview.Attention.Of(account, Head, Burns.GetValueOrDefault(account.Id), Today)),
            .. EndingPurchases,
        ]);

    private IEnumerable<Account> Shown => IsWholeTenant ? Accounts.Values.Where(account => account.IsPrimary) : Accounts.Values;

    /// <summary>The same with accounts as they now stand: balances are exact, what was spent is as it was read.</summary>
    /// <param name="changed">Accounts that the caller may see.</param>
    /// <param name="head">Where the books now stand.</param>
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

/// <summary>What purchases that have not ended still hold.</summary>
/// <param name="Left">Neither spent nor expired.</param>
/// <param name="Count">How many purchases that is.</param>
/// <param name="NextLastDay">The last day on which the next of it to end can be spent, or null where none ends.</param>
/// <param name="EndsNext">How much ends then.</param>
public sealed record PurchasesLeft(Credits Left, int Count, DateOnly? NextLastDay, Credits EndsNext);

/// <summary>Why something needs attention. A closed set, the worst first.</summary>
public enum AttentionKind
{
    /// <summary>Usage that nothing could pay for.</summary>
    Overage,

    /// <summary>Nothing is available.</summary>
    Exhausted,

    /// <summary>A tenth or less of the base is left.</summary>
    LowBalance,

    /// <summary>At today's pace it runs out within <see cref="RunOut.SoonDays"/> days.</summary>
    RunningOut,

    /// <summary>A purchase ends soon with credits unspent.</summary>
    PurchaseEnding,

    /// <summary>A quarter or less of the base is left.</summary>
    GettingLow,
}

/// <summary>Something that needs attention.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Name">The account, or the purchase's reference.</param>
/// <param name="Amount">What is owed, available, or left of the purchase.</param>
/// <param name="Account">The account, or null.</param>
/// <param name="IsPool">True for the Primary Workspace.</param>
/// <param name="Purchase">The purchase's transfer, or null.</param>
/// <param name="Day">The last day on which the purchase's credits can be spent, or on which the account runs out; else null.</param>
/// <param name="Base">Of a balance that is low: what it is a share of; else null.</param>
public sealed record AttentionRow(
    AttentionKind Kind, string Name, Credits Amount, AccountId? Account = null, bool IsPool = false, TransferId? Purchase = null,
    DateOnly? Day = null, Credits? Base = null);

/// <summary>Spending over the last days.</summary>
/// <param name="Days">Each day with what was spent.</param>
/// <param name="Ways">From the pool over organizations to workspaces: what was spent there. Empty where nothing was.</param>
public sealed record OverviewSpending(IReadOnlyList<(DateOnly Day, Credits Credits)> Days, IReadOnlyList<SpendingWay> Ways);

/// <summary>Spent by one of the other's.</summary>
public sealed record SpendingWay(string From, string To, Credits Amount);

/// <summary>What the overview shows, as of one commit.</summary>
/// <param name="Figures">How things stand.</param>
/// <param name="Spending">What was spent over the last days.</param>
public sealed record OverviewView(OverviewFigures Figures, OverviewSpending Spending);
