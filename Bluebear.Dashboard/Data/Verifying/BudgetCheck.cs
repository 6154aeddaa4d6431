using Bluebear.Dashboard.Data.Sqlite.Store;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>
/// Recomputes what came into each budget period, what went out and what was spent of it, and checks that periods follow each other.
/// </summary>
/// <remarks>Memory grows with budget periods and their lots.</remarks>
internal sealed class BudgetCheck(BooksSnapshot books, Differences differences)
{
    private readonly Dictionary<(long Period, Figure Figure), Int128> _sums = [];
    private readonly Dictionary<(long Purchase, long Period), Int128> _spent = [];
    private readonly Dictionary<long, long?> _expiries =
        books.Purchases.ToDictionary(static purchase => purchase.Id, static purchase => purchase.ExpiresAt);

    private enum Figure
    {
        Funded,
        CarriedIn,
        CarriedOut,
        Returned,
        Expired,
    }

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        foreach (var entry in transfer.Entries)
        {
            if (!entry.BudgetPeriod.IsNone)
            {
                Add(transfer, entry);
            }
        }
    }

    /// <summary>Call it after the last transfer.</summary>
    public void End()
    {
        var periods = books.BudgetPeriods.ToDictionary(static period => period.Id.Value);
        foreach (var period in books.BudgetPeriods)
        {
            Compare(period);
        }

        foreach (var lot in books.Lots)
        {
            Compare(lot, periods.GetValueOrDefault(lot.Key.BudgetPeriod));
        }

        var own = books.BudgetPeriods.ToLookup(static period => period.Budget);
        foreach (var budget in books.Budgets)
        {
            Compare(budget, [.. own[budget.Id]]);
        }

        CompareAccounts(periods);
    }

    private void Add(Transfer transfer, Entry entry)
    {
        var period = entry.BudgetPeriod.Value;
        if (entry.Account is null)
        {
            if (entry.Bucket == Bucket.Spent)
            {
                var key = (entry.Purchase?.Value ?? 0, period);
                _spent[key] = _spent.GetValueOrDefault(key) + entry.Amount.MicroCredits;
            }
            else if (entry.Bucket == Bucket.Expired)
            {
                Add(period, Figure.Expired, entry.Amount);
            }

            return;
        }

        _ = transfer.Cause switch
        {
            TransferCause.BudgetFunding when entry.Amount.IsPositive => Add(period, Figure.Funded, entry.Amount),
            TransferCause.BudgetLowered => Add(period, Figure.Funded, entry.Amount),
            TransferCause.BudgetReturn => Add(period, Figure.Returned, -entry.Amount),
            TransferCause.BudgetCarry when entry.Amount.IsPositive => Add(period, Figure.CarriedIn, entry.Amount),
            TransferCause.BudgetCarry => Add(period, Figure.CarriedOut, -entry.Amount),
            _ => Int128.Zero,
        };
    }

    private Int128 Add(long period, Figure figure, Credits amount) =>
        _sums[(period, figure)] = _sums.GetValueOrDefault((period, figure)) + amount.MicroCredits;

    private void Compare(BudgetPeriod period)
    {
        var name = NameOf(period);
        Compare(name, "funded", period.Funded, period, Figure.Funded);
        Compare(name, "carried in", period.CarriedIn, period, Figure.CarriedIn);
        Compare(name, "carried out", period.CarriedOut, period, Figure.CarriedOut);
        Compare(name, "returned", period.Returned, period, Figure.Returned);
        Compare(name, "expired", period.Expired, period, Figure.Expired);
    }

    private void Compare(string name, string what, Credits stored, BudgetPeriod period, Figure figure) =>
        differences.Compare($"{name}: {what}", stored.MicroCredits, _sums.GetValueOrDefault((period.Id.Value, figure)));

    private void Compare(StoredLot lot, BudgetPeriod? period)
    {
        var name = $"{Differences.Account(lot.Key.Account)}: its lot {TenantScopedId.NumberOf(lot.Id)}";
        if (lot.Key.BudgetPeriod == 0)
        {
            return;
        }

        differences.Compare($"{name}, spent,", lot.Spent, _spent.GetValueOrDefault((lot.Key.Purchase, lot.Key.BudgetPeriod)));
        if (period is null || period.Account.Value != lot.Key.Account)
        {
            differences.Add($"{name} is of a budget period that its account does not have.");
            return;
        }

        var expires = _expiries.GetValueOrDefault(lot.Key.Purchase);
        var ends = period.EndsAt.Micro();
        if (lot.EndsAt != (expires < ends ? expires : ends))
        {
            differences.Add($"{name} does not end with {NameOf(period)} or its purchase, whichever is first.");
        }

        if (period.IsClosed && lot.Available != 0)
        {
            differences.Add($"{name} has {Differences.Amount(lot.Available)} available, but {NameOf(period)} is over.");
        }
    }

    private void Compare(Budget budget, List<BudgetPeriod> periods)
    {
        var name = Differences.Budget(budget.Id.Value);
        var isGapless = periods.Index().All(static line => line.Item.Number == line.Index + 1)
            && periods.Zip(periods.Skip(1)).All(static pair => pair.First.EndsAt == pair.Second.StartsAt && pair.First.IsClosed);
        if (!isGapless || periods.Count != budget.Periods || (periods.Count == 0 ? BudgetPeriodId.None : periods[^1].Id) != budget.Current)
        {
            differences.Add($"{name}: its periods do not follow each other without gaps.");
        }

        if (periods.Count > 0 && budget.IsRunning && (periods[^1].IsClosed || periods[^1].EndsAt != budget.NextAt))
        {
            differences.Add($"{name}: it is not due when its period ends.");
        }
    }

    private void CompareAccounts(Dictionary<long, BudgetPeriod> periods)
    {
        var running = books.Budgets.Where(static budget => budget.IsRunning).ToLookup(static budget => budget.Account.Value);
        foreach (var account in books.Accounts)
        {
            var current = running[account.Id].Select(budget => periods.GetValueOrDefault(budget.Current.Value)).OfType<BudgetPeriod>().ToList();
            var next = running[account.Id].Select(static budget => budget.NextAt).Concat(current.Select(static period => period.WaitingSince)).Min();
            if (account.NextBudgetAt != next.Micro() || account.RunningBudgets != current.Count(static period => period.Runs))
            {
                differences.Add($"{Differences.Account(account.Id)}: what it says of its budgets is not what they are.");
            }
        }
    }

    private static string NameOf(BudgetPeriod period) => $"period {period.Number} of {Differences.Budget(period.Budget.Value)}";
}
