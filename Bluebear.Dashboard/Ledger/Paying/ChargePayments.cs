namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What has been drawn and paid back for a charge, from the entries of its transfers.</summary>
internal sealed class ChargePayments
{
    private readonly List<HoldShare> _drawn = [];
    private Credits _returned;

    private ChargePayments(Charge charge, IReadOnlyList<Transfer> transfers) => Shares = UsageShares.Of(charge, transfers);

    /// <summary>What was paid back so far, cancelled overage included.</summary>
    public Credits Refunded { get; private set; }

    /// <summary>Which account's usage the charge counts as.</summary>
    public UsageShares Shares { get; }

    public static ChargePayments Of(Charge charge, IReadOnlyList<Transfer> transfers)
    {
        var payments = new ChargePayments(charge, transfers);
        foreach (var transfer in transfers)
        {
            payments.Add(transfer);
        }

        return payments;
    }

    /// <summary>The accounts that ever owed something for it.</summary>
    public static IEnumerable<AccountId> Owers(Charge charge, IReadOnlyList<Transfer> transfers) => transfers
        .SelectMany(static transfer => transfer.Entries).Where(static entry => entry.Bucket == Bucket.Overage)
        .Select(static entry => entry.Account!.Value).Prepend(charge.Payer).Distinct();

    /// <summary>The lots that the next <paramref name="amount"/> goes back to, the last drawn first; at most what is left of them.</summary>
    public IEnumerable<HoldShare> LastDrawn(Credits amount)
    {
        var skip = _returned;
        for (var i = _drawn.Count - 1; i >= 0 && amount.IsPositive; i--)
        {
            var returned = Credits.Min(skip, _drawn[i].Amount);
            skip -= returned;
            var share = Credits.Min(amount, _drawn[i].Amount - returned);
            if (share.IsPositive)
            {
                amount -= share;
                yield return _drawn[i] with { Amount = share };
            }
        }
    }

    private void Add(Transfer transfer)
    {
        if (transfer.Type == TransferType.Refund)
        {
            Refunded += transfer.Amount;
            if (transfer.Entries.All(static entry => entry.Bucket != Bucket.Overage))
            {
                _returned += transfer.Amount;
            }

            return;
        }

        if (transfer.Type != TransferType.Settlement)
        {
            return;
        }

        AddDraws(transfer);
    }

    // In the order of the entries. What came back to its lot in the same transfer was not drawn; what came back to the pool instead
    // is told by the purchase's side.
    private void AddDraws(Transfer transfer)
    {
        var from = transfer.From!.Value;
        var draws = new List<HoldShare>();
        foreach (var entry in transfer.Entries.Where(entry => entry.Purchase is not null && entry.Account == from))
        {
            var known = entry.Amount.IsPositive ? draws.FindLastIndex(draw => IsOf(draw, entry)) : -1;
            if (known >= 0)
            {
                draws[known] = draws[known] with { Amount = draws[known].Amount - entry.Amount };
            }
            else
            {
                draws.Add(new(from, entry.Purchase!.Value, entry.BudgetPeriod, -entry.Amount));
            }
        }

        var left = transfer.Entries.Where(static entry => entry.Bucket == Bucket.Spent && entry.Purchase is not null)
            .GroupBy(static entry => entry.Purchase!.Value)
            .ToDictionary(static group => group.Key, static group => Credits.Sum(group.Select(static entry => entry.Amount)));
        foreach (var draw in draws)
        {
            var drawn = Credits.Min(draw.Amount, left.GetValueOrDefault(draw.Purchase));
            if (drawn.IsPositive)
            {
                left[draw.Purchase] -= drawn;
                _drawn.Add(draw with { Amount = drawn });
            }
        }
    }

    private static bool IsOf(HoldShare draw, Entry entry) => draw.Purchase == entry.Purchase && draw.BudgetPeriod == entry.BudgetPeriod;
}
