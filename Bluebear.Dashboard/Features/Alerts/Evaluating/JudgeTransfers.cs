using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Alerts.Rules;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>What the rules know when they judge some transfers.</summary>
/// <param name="After">The transfer that was judged last.</param>
/// <param name="Last">The last transfer to judge.</param>
/// <param name="Mode">The credit mode after <paramref name="After"/>.</param>
/// <param name="BudgetAfter">The transfer after which Workspace Budget mode began for as long as it lasts; null in Shared Pool mode.</param>
/// <param name="RuleOf">The rule of an account.</param>
/// <param name="TimeOf">When a transfer was recorded.</param>
/// <param name="OnFunded">Called for an account that was funded, with the time.</param>
internal sealed record JudgedPage(
    TransferId After, TransferId Last, CreditMode Mode, TransferId? BudgetAfter, Func<AccountId, AlertRule> RuleOf, Func<TransferId, DateTimeOffset> TimeOf,
    Action<AccountId, DateTimeOffset> OnFunded);

/// <summary>Judges the balances of a page of transfers, one after the other.</summary>
/// <remarks>
/// Accounts whose smallest and largest balance of the page cannot change anything are left out: that is nearly all of them, and one
/// aggregate finds them. So a transfer costs next to nothing until its account comes near a threshold.
/// </remarks>
internal sealed class JudgeTransfers(BalanceTrail trail, JudgedPage page, AlertChanges changes)
{
    private CreditMode _mode = page.Mode;

    /// <summary>The transfers of the page that funded a budget.</summary>
    public List<TransferId> Fundings { get; } = [];

    /// <summary>Judges the page.</summary>
    /// <param name="ranges">The accounts that it changed.</param>
    /// <returns>The credit mode after the page, as far as its transfers tell.</returns>
    public CreditMode Run(IReadOnlyList<BalanceRange> ranges)
    {
        var events = trail.Events(page.After, ranges.Select(static range => range.Account.Id).ToHashSet())
            .GroupBy(static found => found.Account).ToDictionary(static own => own.Key, IReadOnlyList<BaseEvent> (own) => [.. own.Select(static found => found.Event)]);
        Fundings.AddRange(events.Values.SelectMany(static own => own)
            .Where(change => change is { Cause: TransferCause.BudgetFunding, Moved.IsPositive: true } && change.Transfer.Value <= page.Last.Value).Select(static change => change.Transfer).Distinct());
        var near = ranges.Where(range => events.ContainsKey(range.Account.Id) || IsNear(range)).Select(range => range.Account).ToList();
        if (near.Count == 0)
        {
            return _mode;
        }

        var accounts = near.ToDictionary(static account => account.Id, account => new JudgedAccount(account, events.GetValueOrDefault(account.Id) ?? [], trail));
        foreach (var step in trail.Steps(page.After, page.Last, accounts.Keys.ToHashSet()))
        {
            Judge(accounts[step.Account], step);
        }

        return _mode;
    }

    private bool IsNear(BalanceRange range) => range.ChangesOverage || ThresholdRules.MayChange(
        page.RuleOf(range.Account.Id).Active, changes.MarksOf(range.Account.Id), range.Low, range.High, range.Account.Base);

    private void Judge(JudgedAccount judged, BalanceStep step)
    {
        var id = judged.Account.Id;
        var cause = judged.Advance(step.Transfer);
        _mode = ModeAfter(step.Transfer, judged.Account.IsPrimary ? null : cause);
        var figures = new BalanceFigures(step.Available, step.Reserved, judged.Base, ChangeOf(cause));
        if (step.Overage is { } owed)
        {
            JudgeOverage(id, owed, figures, step.Transfer);
        }

        if (figures.Change == BalanceChange.Funding)
        {
            changes.Resolve(AlertCauses.Blocked(id), page.TimeOf(step.Transfer));
            page.OnFunded(id, page.TimeOf(step.Transfer));
        }

        // In Shared Pool mode no limit of a workspace applies; a deleted account pays nothing.
        if (!judged.Account.IsActive || (_mode == CreditMode.SharedPool && !judged.Account.IsPrimary))
        {
            changes.Clear(id, page.TimeOf(step.Transfer));
            return;
        }

        var judgement = ThresholdRules.Judge(page.RuleOf(id).Active, changes.MarksOf(id), figures);
        if (judgement.IsChange)
        {
            changes.Apply(id, judgement, figures, step.Transfer, page.TimeOf(step.Transfer));
        }
    }

    // A switch that moved nothing left no transfer. But people move credits in Workspace Budget mode only.
    private CreditMode ModeAfter(TransferId transfer, BaseEvent? moved) => moved switch
    {
        { Type: TransferType.Allocation, Cause: TransferCause.ModeSwitch } => moved.Moved.IsPositive ? CreditMode.WorkspaceBudget : CreditMode.SharedPool,
        { Type: TransferType.Allocation, Cause: null or TransferCause.FirstAllocation } => CreditMode.WorkspaceBudget,
        _ => page.BudgetAfter?.Value < transfer.Value ? CreditMode.WorkspaceBudget : _mode,
    };

    private void JudgeOverage(AccountId id, Credits owed, BalanceFigures figures, TransferId transfer)
    {
        var at = page.TimeOf(transfer);
        if (!owed.IsPositive)
        {
            changes.Resolve(AlertCauses.Overage(id), at);
        }
        else if (page.RuleOf(id).IsOn(Data.Model.Alerts.AlertKind.Overage))
        {
            changes.Raise(new(
                id, Data.Model.Alerts.AlertKind.Overage, Data.Model.Alerts.AlertSeverity.Critical, AlertCauses.Overage(id), at,
                AlertWords.Owed(owed), AlertFacts.Owed(owed, figures, transfer)));
        }
    }

    private static BalanceChange ChangeOf(BaseEvent? change) => change switch
    {
        { Type: TransferType.Expiry } => BalanceChange.Expiry,
        { Type: TransferType.Purchase or TransferType.Allocation, Moved.IsPositive: true } and not { Cause: TransferCause.ModeSwitch } => BalanceChange.Funding,
        _ => BalanceChange.Other,
    };

    // The base of an account while its transfers are gone through in order.
    private sealed class JudgedAccount
    {
        private readonly IReadOnlyList<BaseEvent> _events;
        private readonly IReadOnlyList<Credits> _after;
        private int _next;

        public JudgedAccount(BalanceAccount account, IReadOnlyList<BaseEvent> events, BalanceTrail trail)
        {
            Account = account;
            _events = events;
            (Base, _after) = trail.Bases(account, events);
        }

        public BalanceAccount Account { get; }

        /// <summary>The base after the transfer that <see cref="Advance"/> went to.</summary>
        public Credits Base { get; private set; }

        /// <summary>Goes on to a transfer.</summary>
        /// <returns>What the transfer itself does to the base; null for usage.</returns>
        public BaseEvent? Advance(TransferId transfer)
        {
            BaseEvent? found = null;
            while (_next < _events.Count && _events[_next].Transfer.Value <= transfer.Value)
            {
                found = _events[_next].Transfer == transfer ? _events[_next] : null;
                Base = _after[_next++];
            }

            return found;
        }
    }
}
