namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>Recomputes every figure from the entries and compares it with the stored one (I1-I5).</summary>
internal sealed class EntryCheck(BooksSnapshot books, LedgerPages pages, Differences differences)
{
    private readonly Dictionary<(long Account, Bucket Bucket), Int128> _balances = [];
    private readonly Dictionary<long, long> _sequences = [];
    private readonly Dictionary<(LotKey Lot, Bucket Bucket), Int128> _lots = [];
    private readonly Dictionary<(long Purchase, Bucket Bucket), Int128> _purchases = [];
    private readonly Dictionary<(long Account, long Charge), Int128> _overages = [];
    private readonly BaseCheck _bases = new(differences);
    private readonly HoldCheck _holds = new(books, pages, differences);
    private readonly BudgetCheck _budgets = new(books, differences);
    private readonly Dictionary<long, Int128> _sums = [];
    private readonly Dictionary<long, Entry> _lasts = [];
    private long _expectedNumber = 1;

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        var number = TenantScopedId.NumberOf(transfer.Id.Value);
        for (; _expectedNumber < number; _expectedNumber++)
        {
            differences.Add($"Transfer {_expectedNumber} is missing.");
        }

        _expectedNumber = number + 1;
        _holds.Add(transfer);
        _bases.Add(transfer);
        _budgets.Add(transfer);
        _sums.Clear();
        _lasts.Clear();
        foreach (var entry in transfer.Entries)
        {
            Add(_sums, entry.Purchase?.Value ?? 0, entry.Amount);
            if (entry.Account is { } account)
            {
                OnAccount(transfer, entry, account.Value);
                _lasts[account.Value] = entry;
            }
            else
            {
                Add(_purchases, (entry.Purchase?.Value ?? 0, entry.Bucket), entry.Amount);
            }
        }

        CompareFigures(transfer);
        if (transfer.Entries.Count == 0 || _sums.Values.Any(static sum => sum != Int128.Zero))
        {
            differences.Add($"{Differences.Transfer(transfer.Id.Value)}: its entries do not sum to zero for each purchase.");
        }
    }

    /// <summary>Call it after the last transfer. Compares the computed figures with the stored ones.</summary>
    /// <param name="used">The total cost of all usage records.</param>
    /// <param name="tokens">Their total tokens.</param>
    public void End(Int128 used, Int128 tokens)
    {
        for (; _expectedNumber <= books.Head.Transfers; _expectedNumber++)
        {
            differences.Add($"Transfer {_expectedNumber} is missing.");
        }

        foreach (var account in books.Accounts)
        {
            Compare(account);
            _bases.Compare(account);
        }

        foreach (var lot in books.Lots)
        {
            var name = $"{Differences.Account(lot.Key.Account)}: its lot {TenantScopedId.NumberOf(lot.Id)}";
            differences.Compare($"{name}, available,", lot.Available, _lots.GetValueOrDefault((lot.Key, Bucket.Available)));
            differences.Compare($"{name}, reserved,", lot.Reserved, _lots.GetValueOrDefault((lot.Key, Bucket.Reserved)));
        }

        CompareEnds();

        foreach (var purchase in books.Purchases)
        {
            Compare(purchase);
        }

        _holds.End();
        _budgets.End();
        CompareOverages();
        var paid = Total(Bucket.Spent);
        differences.Compare("What all usage cost together", used, paid);
        differences.Compare("What all usage cost since the beginning", books.Head.Used.MicroCredits, paid);
        differences.Compare("What was bought since the beginning", books.Head.Purchased.MicroCredits, -Total(Bucket.Purchased));
        if (books.Head.Tokens != tokens)
        {
            differences.Add($"The tokens of all usage are {books.Head.Tokens}, but {tokens} by the usage records.",
                Differences.Off("The tokens of all usage", books.Head.Tokens - tokens));
        }
    }

    // Credits without a budget end with their purchase.
    private void CompareEnds()
    {
        var ends = books.Purchases.ToDictionary(static purchase => purchase.Id, static purchase => purchase.ExpiresAt);
        foreach (var lot in books.Lots.Where(lot => lot.Key.BudgetPeriod == 0 && lot.EndsAt != ends.GetValueOrDefault(lot.Key.Purchase)))
        {
            differences.Add($"{Differences.Account(lot.Key.Account)}: its lot {TenantScopedId.NumberOf(lot.Id)} does not end when "
                + $"{Differences.Purchase(lot.Key.Purchase)} does.");
        }
    }

    private Int128 Total(Bucket bucket) => _purchases.Where(sum => sum.Key.Bucket == bucket)
        .Aggregate(Int128.Zero, static (total, sum) => total + sum.Value);

    private void OnAccount(Transfer transfer, Entry entry, long account)
    {
        var balance = Add(_balances, (account, entry.Bucket), entry.Amount);
        if (entry.BalanceAfter?.MicroCredits != balance)
        {
            differences.Add($"{Differences.Transfer(transfer.Id.Value)}: {Differences.Account(account)} has "
                + $"{entry.BalanceAfter} {Name(entry.Bucket)} after it, but {Differences.Amount(balance)} by the entries.",
                Differences.Off($"{Differences.Account(account)}: {Name(entry.Bucket)}", (entry.BalanceAfter?.MicroCredits ?? 0) - balance));
        }

        var sequence = _sequences[account] = _sequences.GetValueOrDefault(account) + 1;
        if (entry.Sequence != sequence)
        {
            differences.Add($"{Differences.Transfer(transfer.Id.Value)}: its entry is number {entry.Sequence} of "
                + $"{Differences.Account(account)} and should be number {sequence}.");
            _sequences[account] = entry.Sequence;
        }

        if (entry.Purchase is { } purchase)
        {
            Add(_lots, (new(account, purchase.Value, entry.BudgetPeriod.Value), entry.Bucket), entry.Amount);
        }

        if (entry.Bucket == Bucket.Overage)
        {
            Add(_overages, (account, transfer.Charge?.Value ?? 0), -entry.Amount);
        }
    }

    private void CompareFigures(Transfer transfer)
    {
        foreach (var entry in transfer.Entries)
        {
            if (entry.Account is not { } account)
            {
                continue;
            }

            if (ReferenceEquals(entry, _lasts[account.Value]))
            {
                CompareFigure(transfer, account.Value, entry.AvailableAfter, Bucket.Available);
                CompareFigure(transfer, account.Value, entry.ReservedAfter, Bucket.Reserved);
            }
            else if (entry.AvailableAfter is not null)
            {
                differences.Add($"{Differences.Transfer(transfer.Id.Value)}: an entry that is not its last of "
                    + $"{Differences.Account(account.Value)} says how that account stood.");
            }
        }
    }

    private void CompareFigure(Transfer transfer, long account, Credits? stored, Bucket bucket)
    {
        var counted = _balances.GetValueOrDefault((account, bucket));
        if (stored?.MicroCredits != counted)
        {
            differences.Add($"{Differences.Transfer(transfer.Id.Value)}: it says that {Differences.Account(account)} has "
                + $"{stored} {Name(bucket)} then, but {Differences.Amount(counted)} by the entries.",
                Differences.Off($"{Differences.Account(account)}: {Name(bucket)}", (stored?.MicroCredits ?? 0) - counted));
        }
    }

    private void Compare(StoredAccount account)
    {
        var name = Differences.Account(account.Id);
        var own = books.LotsOf(account.Id).ToList();
        differences.Compare($"{name}: available", account.Available, _balances.GetValueOrDefault((account.Id, Bucket.Available)));
        differences.Compare($"{name}: reserved", account.Reserved, _balances.GetValueOrDefault((account.Id, Bucket.Reserved)));
        differences.Compare($"{name}: overage", account.Overage, -_balances.GetValueOrDefault((account.Id, Bucket.Overage)));
        if (account.Sequence != _sequences.GetValueOrDefault(account.Id))
        {
            differences.Add($"{name}: its last entry is number {_sequences.GetValueOrDefault(account.Id)}, not {account.Sequence}.",
                Differences.Off($"{name}: last entry", account.Sequence - _sequences.GetValueOrDefault(account.Id)));
        }

        if (account.Available != Sum(own, static lot => lot.Available) || account.Reserved != Sum(own, static lot => lot.Reserved))
        {
            differences.Add($"{name}: its lots do not sum to its balance.");
        }
    }

    private void Compare(StoredPurchase purchase)
    {
        var name = Differences.Purchase(purchase.Id);
        var purchased = -_purchases.GetValueOrDefault((purchase.Id, Bucket.Purchased));
        differences.Compare($"{name}: its amount", purchase.IsReversed ? 0 : purchase.Amount, purchased);
        differences.Compare($"{name}: spent", purchase.Spent, _purchases.GetValueOrDefault((purchase.Id, Bucket.Spent)));
        differences.Compare($"{name}: expired", purchase.Expired, _purchases.GetValueOrDefault((purchase.Id, Bucket.Expired)));
        differences.Compare($"{name}: what its lots have spent together", books.SpentOf(purchase.Id), _purchases.GetValueOrDefault((purchase.Id, Bucket.Spent)));
        if (purchased != books.HeldOf(purchase.Id) + (Int128)purchase.Spent + purchase.Expired)
        {
            differences.Add($"{name}: what is left, spent and expired of it does not sum to what was bought.");
        }
    }

    private void CompareOverages()
    {
        foreach (var key in books.Overages.Keys.Union(_overages.Where(static sum => sum.Value != 0).Select(static sum => sum.Key)))
        {
            differences.Compare($"{Differences.Account(key.Account)}: what it owes for {Differences.Charge(key.Charge)}",
                books.Overages.GetValueOrDefault(key), _overages.GetValueOrDefault(key));
        }
    }

    private static string Name(Bucket bucket) => bucket switch
    {
        Bucket.Available => "available",
        Bucket.Reserved => "reserved",
        Bucket.Overage => "overage",
        _ => "in a bucket of the tenant",
    };

    private static Int128 Sum(List<StoredLot> lots, Func<StoredLot, long> figure) =>
        lots.Aggregate(Int128.Zero, (sum, lot) => sum + figure(lot));

    private static Int128 Add<TKey>(Dictionary<TKey, Int128> sums, TKey key, Credits amount)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + amount.MicroCredits;
}
