namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>Tries the accounts on a path one after the other. Pure.</summary>
internal sealed class PathWalk(SpendPolicies policies, Credits amount)
{
    private readonly List<PathStep> _steps = [];
    private readonly List<PathShare> _shares = [];
    private readonly bool _isFree = amount.IsZero;
    private Credits _rest = amount;
    private PathStep? _last;
    private Credits _owed;
    private bool _isOver;

    /// <summary>Walks the path and returns the decision.</summary>
    public PathDecision Run(IReadOnlyList<PathCandidate> candidates, TenantHead head, bool isForbidden)
    {
        foreach (var candidate in candidates)
        {
            Ask(candidate, head);
        }

        // What costs nothing needs nobody to pay for it.
        var isPaid = _rest.IsZero && (_shares.Count > 0 || (_isFree && !(isForbidden && _last is null)));
        return isPaid ? Paid() : EnforcementOff.Denies(policies) ? Denied(isForbidden) : Unenforced();
    }

    private void Ask(PathCandidate candidate, TenantHead head)
    {
        var account = candidate.Account;
        var outcome = _isOver ? StepOutcome.NotReached : !candidate.IsAllowed ? StepOutcome.NotAllowed : Try(candidate, head);
        var step = new PathStep(account.Id, account.Kind, account.Available, outcome) { OnExhausted = candidate.OnExhausted };
        _steps.Add(step);
        if (outcome is StepOutcome.NotReached or StepOutcome.NotAllowed)
        {
            return;
        }

        _last = step;
        _owed = account.Overage;
        _isOver = (_shares.Count > 0 && _rest.IsZero) || (outcome != StepOutcome.Pays && candidate.OnExhausted == OnExhausted.Block);
    }

    private StepOutcome Try(PathCandidate candidate, TenantHead head)
    {
        var account = candidate.Account;
        if (!_isFree && EnforcementOff.BlocksInOverage(policies, account.Overage))
        {
            return StepOutcome.InOverage;
        }

        if (account.Available >= _rest)
        {
            Take(account.Id, _rest);
            return StepOutcome.Pays;
        }

        if (candidate.OnExhausted == OnExhausted.Block)
        {
            return StepOutcome.Blocks;
        }

        if (policies.Split && account.Available.IsPositive)
        {
            Take(account.Id, account.Available);
            return StepOutcome.Pays;
        }

        return account.IsPrimary || account.HasAllocation(head) ? StepOutcome.FallsThrough : StepOutcome.NoAllocation;
    }

    private void Take(AccountId account, Credits share)
    {
        _shares.Add(new(account, share));
        _rest -= share;
    }

    private PathDecision Paid() => new() { Steps = _steps, FundedBy = _shares, IsAllowed = true };

    private PathDecision Denied(bool isForbidden) => new()
    {
        // All or nothing: accounts that would have paid a part pay nothing.
        Steps = [.. _steps.Select(static step => step.Outcome == StepOutcome.Pays ? step with { Outcome = StepOutcome.FallsThrough } : step)],
        FundedBy = [],
        Limiting = _last?.Account,
        Shortfall = Shortfall(),
        // If an account was tried, it lacked credits. If none was, a policy is the reason, also for an empty path.
        IsForbidden = isForbidden && _last is null,
    };

    private PathDecision Unenforced()
    {
        if (EnforcementOff.ShareOf(_last, _shares, _rest) is { } share)
        {
            Take(share.Account, share.Amount);
            _steps[_steps.IndexOf(_last!)] = _last! with { Outcome = StepOutcome.Pays };
        }

        return new() { Steps = _steps, FundedBy = _shares, Limiting = _last?.Account, Shortfall = _rest, IsAllowed = true };
    }

    // The credits that must arrive on the limiting account. What it owes is paid first.
    private Credits Shortfall() => _last switch
    {
        null => _rest,
        { Outcome: StepOutcome.InOverage } => _rest + _owed,
        { Outcome: StepOutcome.Blocks } blocked => _rest - blocked.Available,
        { } last => policies.Split ? _rest : _rest - last.Available,
    };
}
