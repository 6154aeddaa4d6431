namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>A book's budgets, also found by their account and by the operation key that a budget carries itself.</summary>
internal sealed class BudgetSection(Book book) : Section<BudgetId, Budget>(static budget => budget.Id, id => book.Source.FindBudget(id))
{
    private readonly Dictionary<AccountId, SortedDictionary<long, Budget>> _running = [];
    private readonly HashSet<AccountId> _complete = [];
    private readonly Dictionary<(TenantId, Hash128), BudgetId> _byKey = [];

    /// <summary>The account's budgets that run, in id order. Read from the database once.</summary>
    public IReadOnlyList<Budget> RunningOf(AccountId account)
    {
        if (_complete.Add(account))
        {
            foreach (var budget in book.Source.RunningBudgetsOf(account))
            {
                Load(budget);
            }
        }

        return _running.TryGetValue(account, out var own) ? [.. own.Values] : [];
    }

    /// <summary>The budget that carries a key itself, or null.</summary>
    public Budget? FindByKey(TenantId tenant, Hash128 key) =>
        _byKey.TryGetValue((tenant, key), out var id) ? Known(id) : book.Source.FindBudgetByKey(tenant, key);

    /// <inheritdoc/>
    protected override void OnChange(Budget? old, Budget? now)
    {
        var budget = (now ?? old)!;
        if (!_running.TryGetValue(budget.Account, out var own))
        {
            _running.Add(budget.Account, own = []);
        }

        if (now is { IsRunning: true })
        {
            own[now.Id.Value] = now;
        }
        else
        {
            own.Remove(budget.Id.Value);
        }

        NoteKey(budget, now);
    }

    private void NoteKey(Budget budget, Budget? now)
    {
        if (budget.Mark is not { } mark)
        {
            return;
        }

        if (now is null)
        {
            _byKey.Remove((budget.Id.Tenant, mark.Key));
        }
        else
        {
            _byKey[(budget.Id.Tenant, mark.Key)] = budget.Id;
        }
    }
}

/// <summary>A book's budget periods, and those of each source that wait for funds.</summary>
internal sealed class PeriodSection : Section<BudgetPeriodId, BudgetPeriod>
{
    private readonly Book _book;
    private readonly LazyIndexes<AccountId, WaitingPlace> _waiting;

    /// <summary>Makes an empty one.</summary>
    public PeriodSection(Book book)
        : base(static period => period.Id, id => book.Source.FindPeriod(id))
    {
        _book = book;
        _waiting = new(ReadPage);
    }

    /// <summary>The next period that waits for funds from an account, the longest waiting first, or null.</summary>
    public WaitingPlace? NextWaiting(AccountId source, WaitingPlace? after) => _waiting.Of(source).Next(after);

    /// <inheritdoc/>
    protected override void OnChange(BudgetPeriod? old, BudgetPeriod? now)
    {
        if (old?.Place is { } before)
        {
            _waiting.Of(old.Source).Remove(before);
        }

        if (now?.Place is { } place)
        {
            _waiting.Of(now.Source).Add(place);
        }
    }

    private List<WaitingPlace> ReadPage(AccountId source, WaitingPlace? after, int count)
    {
        var page = _book.Source.WaitingPeriods(source, after, count);
        foreach (var period in page)
        {
            Load(period);
        }

        return [.. page.Select(static period => period.Place!.Value)];
    }
}
