namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What was drawn and refunded for a charge, computed from the entries of its transfers.</summary>
internal sealed class ChargePayments
{
    private readonly List<HoldShare> _drawn = [];
    private Credits _returned;

    private ChargePayments(Charge charge, IReadOnlyList<Transfer> transfers) => Shares = UsageShares.Of(charge, transfers);

    /// <summary>The refunds so far, including cancelled overage.</summary>
    public Credits Refunded { get; private set; }

    /// <summary>The accounts that the charge counts as usage of.</summary>
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

    /// <summary>The accounts that ever owed something for the charge.</summary>
    public static IEnumerable<AccountId> Owers(Charge charge, IReadOnlyList<Transfer> transfers) => transfers
        .SelectMany(static transfer => transfer.Entries).Where(static entry => entry.Bucket == Bucket.Overage)
        .Select(static entry => entry.Account!.Value).Prepend(charge.Payer).Distinct();

    /// <summary>
    /// The lots that receive the next <paramref name="amount"/> of a refund, last drawn first, at most what they still lack.
    /// </summary>
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

    // In the order of the entries. Credits that returned to their lot in the same transfer were not drawn. The purchase's side
    // shows credits that returned to the pool instead.
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
            .GroupBy(static entry => (entry.Purchase!.Value, entry.BudgetPeriod))
            .ToDictionary(static group => group.Key, static group => Credits.Sum(group.Select(static entry => entry.Amount)));
        foreach (var draw in draws)
        {
            var drawn = Credits.Min(draw.Amount, left.GetValueOrDefault((draw.Purchase, draw.BudgetPeriod)));
            if (drawn.IsPositive)
            {
                left[(draw.Purchase, draw.BudgetPeriod)] -= drawn;
                _drawn.Add(draw with { Amount = drawn });
            }
        }
    }

    private static bool IsOf(HoldShare draw, Entry entry) => draw.Purchase == entry.Purchase && draw.BudgetPeriod == entry.BudgetPeriod;
}
