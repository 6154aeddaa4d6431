using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>The content of an account's page at one commit.</summary>
/// <param name="Account">The account.</param>
/// <param name="Head">The state of the books, with the credit mode.</param>
/// <param name="Parent">The account above it; null if there is none or the caller may not see it.</param>
/// <param name="Leads">The e-mail addresses of the people who lead it.</param>
/// <param name="Children">The active accounts directly below it that the caller may see, by name.</param>
/// <param name="Balance">Its balance by day.</param>
/// <param name="Usage">What was used in the range.</param>
/// <param name="Budgets">Its running budgets, the one that ends first first; else the last one.</param>
/// <param name="Alerts">Its unresolved alerts, the severest first.</param>
/// <param name="Requests">The requests for it that wait, newest first.</param>
/// <param name="Movements">Its latest movements, newest first.</param>
public sealed record AccountView(
    Account Account, TenantHead Head, AccountName? Parent, IReadOnlyList<string> Leads, IReadOnlyList<AccountName> Children,
    LineChartData Balance, AccountUsage Usage, IReadOnlyList<AccountBudget> Budgets, IReadOnlyList<AccountWarning> Alerts,
    IReadOnlyList<CreditRequest> Requests, IReadOnlyList<AccountMovement> Movements)
{
    /// <summary>How it spends.</summary>
    public required AccountPace Pace { get; init; }

    /// <summary>The name of the account that pays for it while it cannot; null if it pays itself or no account does.</summary>
    public string? DrawsOn { get; init; }

    /// <summary>True if it may not pay until it has paid what it owes.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The number of active accounts directly below it that the caller may see.</summary>
    public int ChildCount { get; init; }

    /// <summary>When to warn about it.</summary>
    public AlertRule Warns { get; init; } = AlertRule.Default;

    /// <summary>The account's own alert thresholds in words; null if it follows the company's.</summary>
    public string? Thresholds { get; init; }

    /// <summary>The tenant's time zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What the caller may do here.</summary>
    public required AccountRights Rights { get; init; }

    /// <summary>Its figures in money; null if no purchase has a price, or the caller sees a part of the company.</summary>
    public AccountMoney? Money { get; init; }

    /// <summary>Where the account stands.</summary>
    public AccountStanding Standing => AccountStandings.Of(this);

    /// <summary>When the balance runs out if spending goes on like this.</summary>
    public RunOut RunsOut => IsBlocked ? RunOut.Blocked : Account.IsActive ? Pace.RunsOut(Account.Available) : RunOut.Unknown;

    /// <summary>The same with the account's current figures. What else was read stays.</summary>
    public AccountView With(Account account, TenantHead head) => this with { Account = account, Head = head };
}

/// <summary>An account's figures in money.</summary>
/// <param name="Available">Available credits, at the price of the purchases that they came from.</param>
/// <param name="Reserved">Reserved credits, likewise.</param>
/// <param name="Used">What was used in the range, at the average price of all that was spent.</param>
public sealed record AccountMoney(PricedCredits Available, PricedCredits Reserved, IReadOnlyList<Money> Used);

/// <summary>An account by name.</summary>
/// <param name="Id">The account.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Available">Its available credits; null where they are not shown.</param>
public sealed record AccountName(AccountId Id, string Kind, string Name, Credits? Available = null);

/// <summary>What a caller may do on an account's page.</summary>
/// <param name="Move">Move credits.</param>
/// <param name="Ask">Ask for credits.</param>
/// <param name="Plan">Plan budgets.</param>
/// <param name="SetRules">Set alert thresholds.</param>
public sealed record AccountRights(bool Move, bool Ask, bool Plan, bool SetRules);

/// <summary>A budget of an account.</summary>
/// <param name="Id">The budget.</param>
/// <param name="Text">Its amount and schedule.</param>
/// <param name="State">Where it stands, and until when.</param>
/// <param name="In">What its period got; null before the first period.</param>
/// <param name="Spent">What was spent of it.</param>
public sealed record AccountBudget(BudgetId Id, string Text, string State, Credits? In, Credits Spent);

/// <summary>An unresolved alert of an account.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Severity">Its severity in a word.</param>
/// <param name="Tone">The same as a tone.</param>
/// <param name="Message">What it says.</param>
/// <param name="At">When its cause came about.</param>
public sealed record AccountWarning(string Href, string Severity, Tone Tone, string Message, DateTimeOffset At);

/// <summary>A movement as one account sees it.</summary>
/// <param name="Id">The transfer.</param>
/// <param name="Type">Its type.</param>
/// <param name="Cause">The product's own reason, or null.</param>
/// <param name="Amount">How much moved.</param>
/// <param name="From">Where it came from; null for the outside.</param>
/// <param name="To">Where it went; null for the outside.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="At">When it was recorded.</param>
public sealed record AccountMovement(
    TransferId Id, TransferType Type, TransferCause? Cause, Credits Amount, AccountName? From, AccountName? To, string? Reason, DateTimeOffset At);

/// <summary>A user or model with what it used.</summary>
/// <param name="Name">The user or model; null for usage that named none.</param>
/// <param name="Credits">What it cost, net of refunds.</param>
/// <param name="Requests">Charges.</param>
public sealed record AccountUse(string? Name, Credits Credits, long Requests);

/// <summary>What an account used in a range of days.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Total">What it cost, net of refunds.</param>
/// <param name="Requests">Charges.</param>
/// <param name="Users">The users, the largest first.</param>
/// <param name="Models">The models, the largest first.</param>
/// <param name="Meaning">What is counted, in words.</param>
/// <param name="Filter">The usage page's filter for the same, as name and value.</param>
public sealed record AccountUsage(
    DateOnly First, DateOnly Last, Credits Total, long Requests, IReadOnlyList<AccountUse> Users, IReadOnlyList<AccountUse> Models,
    string Meaning, KeyValuePair<string, string> Filter);
