using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Rules;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>What the rules decided in one turn, to be written in one commit.</summary>
/// <param name="unresolved">The alerts of the accounts concerned that are not resolved.</param>
/// <param name="marks">The thresholds that are marked on these accounts.</param>
internal sealed class AlertChanges(IEnumerable<AlertRow> unresolved, IEnumerable<AlertMarkRow> marks)
{
    private readonly Dictionary<string, AlertChange> _unresolved = unresolved.ToDictionary(static row => row.Cause, static row => new AlertChange(row, null));
    private readonly Dictionary<AccountId, HashSet<AlertThreshold>> _marks = marks.GroupBy(static row => row.AccountId).ToDictionary(
        static own => new AccountId(own.Key), static own => own.Select(static row => AlertThreshold.Parse(row.Threshold)).ToHashSet());

    private readonly List<AlertChange> _changes = [];

    /// <summary>What was raised and resolved, in order.</summary>
    public IReadOnlyList<AlertChange> Changes => _changes;

    /// <summary>The accounts whose marks changed.</summary>
    public HashSet<AccountId> Remarked { get; } = [];

    /// <summary>Alerts whose snooze is over.</summary>
    public HashSet<long> Woken { get; } = [];

    /// <summary>The thresholds that are marked on an account.</summary>
    public IReadOnlySet<AlertThreshold> MarksOf(AccountId account) => _marks.GetValueOrDefault(account) ?? [];

    /// <summary>The accounts with marks.</summary>
    public IReadOnlyCollection<AccountId> Marked => [.. _marks.Where(static pair => pair.Value.Count > 0).Select(static pair => pair.Key)];

    /// <summary>The stored alerts that are unresolved so far.</summary>
    public IReadOnlyList<AlertRow> Unresolved => [.. _unresolved.Values.Select(static change => change.Row).OfType<AlertRow>()];

    /// <summary>Raises an alert, unless one of its cause is unresolved.</summary>
    public void Raise(AlertDraft draft)
    {
        if (!_unresolved.ContainsKey(draft.Cause))
        {
            var change = new AlertChange(null, draft);
            _unresolved.Add(draft.Cause, change);
            _changes.Add(change);
        }
    }

    /// <summary>Resolves the alert of a cause, if there is one.</summary>
    public void Resolve(string cause, DateTimeOffset at)
    {
        if (!_unresolved.Remove(cause, out var raised))
        {
            return;
        }

        if (raised.Draft is { EndsUnsaid: true } draft && draft.At == at)
        {
            _changes.Remove(raised);
        }
        else
        {
            _changes.Add(raised with { ResolvedAt = at });
        }
    }

    /// <summary>Marks and unmarks thresholds, raises and resolves, as a judgement says.</summary>
    public void Apply(AccountId account, ThresholdJudgement judgement, BalanceFigures figures, TransferId? transfer, DateTimeOffset at)
    {
        var marks = _marks.TryGetValue(account, out var own) ? own : _marks[account] = [];
        foreach (var armed in judgement.Armed)
        {
            marks.Remove(armed);
            Resolve(AlertCauses.Of(account, armed), at);
        }

        marks.UnionWith(judgement.Passed);
        if (judgement.Raised is { } raised)
        {
            marks.Add(raised);
            Raise(new(
                account, raised.Kind, raised.Severity, AlertCauses.Of(account, raised), at,
                AlertWords.Left(raised, judgement.Passed, figures), AlertFacts.Of(raised, judgement.Passed, figures, transfer))
            {
                EndsUnsaid = !figures.Base.IsPositive,
            });
        }

        Remarked.Add(account);
    }

    /// <summary>Ends all marks of an account and the alerts of its thresholds.</summary>
    public void Clear(AccountId account, DateTimeOffset at)
    {
        if (_marks.TryGetValue(account, out var marks) && marks.Count > 0)
        {
            Apply(account, new(null, [], [.. marks]), default, null, at);
        }
    }
}

/// <summary>An alert that is raised or resolved.</summary>
/// <param name="Row">The stored alert, or null for one that this turn raised.</param>
/// <param name="Draft">What this turn raised, or null.</param>
/// <param name="ResolvedAt">When its cause went; null if it is raised.</param>
internal sealed record AlertChange(AlertRow? Row, AlertDraft? Draft, DateTimeOffset? ResolvedAt = null)
{
    /// <summary>Its cause.</summary>
    public string Cause => Row?.Cause ?? Draft!.Cause;
}
