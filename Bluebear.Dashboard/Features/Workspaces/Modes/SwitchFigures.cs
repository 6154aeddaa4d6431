using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Workspaces.Modes;

/// <summary>What a switch of the credit mode moves and pays, read from its transfers, for a preview or a result.</summary>
/// <remarks>
/// Guarantee: <see cref="PoolBefore"/> plus what is swept (less what is allocated), less the overage that the pool pays, is <see
/// cref="PoolAfter"/>.
/// </remarks>
internal sealed class SwitchFigures
{
    private readonly OrderedDictionary<AccountId, Credits> _moved = [];
    private readonly OrderedDictionary<AccountId, Credits> _overage = [];
    private readonly Dictionary<ChargeId, List<(AccountId Account, Credits Left)>> _taken = [];
    private readonly AccountId _pool;

    private SwitchFigures(AccountId pool) => _pool = pool;

    /// <summary>
    /// The amounts that move from each account to the pool, or from there to each, in the order of the transfers.
    /// </summary>
    public IReadOnlyDictionary<AccountId, Credits> Moved => _moved;

    /// <summary>The overage paid for each account that owed it, including the pool's own.</summary>
    public IReadOnlyDictionary<AccountId, Credits> OveragePaid => _overage;

    /// <summary>The pool's available credits before; null if the switch does not change the pool.</summary>
    public Credits? PoolBefore { get; private set; }

    /// <summary>Its available credits after; null if the switch does not change the pool.</summary>
    public Credits? PoolAfter { get; private set; }

    /// <summary>Reads the figures.</summary>
    public static SwitchFigures Of(Receipt? receipt, AccountId pool)
    {
        var figures = new SwitchFigures(pool);
        foreach (var transfer in receipt?.Transfers ?? [])
        {
            figures.Add(transfer);
        }

        return figures;
    }

    private void Add(Transfer transfer)
    {
        FollowPool(transfer);
        switch (transfer)
        {
            case { Type: TransferType.Allocation, From: { } from, To: { } to }:
                Add(_moved, from == _pool ? to : from, transfer.Amount);
                break;
            case { Cause: TransferCause.OverageMoved, Charge: { } charge }:
                Take(charge, transfer.Entries.First(entry => entry.Bucket == Bucket.Overage && entry.Account != _pool).Account!.Value, transfer.Amount);
                break;
            case { Cause: TransferCause.OveragePaid, Charge: { } charge, From: { } payer }:
                Pay(charge, payer, transfer.Amount);
                break;
        }
    }

    private void FollowPool(Transfer transfer)
    {
        var own = transfer.Entries.Where(entry => entry.Account == _pool).ToList();
        if (own.LastOrDefault()?.AvailableAfter is { } after)
        {
            PoolBefore ??= after - Credits.Sum(own.Where(entry => entry.Bucket == Bucket.Available).Select(entry => entry.Amount));
            PoolAfter = after;
        }
    }

    private void Take(ChargeId charge, AccountId account, Credits amount)
    {
        if (!_taken.TryGetValue(charge, out var owers))
        {
            _taken.Add(charge, owers = []);
        }

        owers.Add((account, amount));
    }

    // The pool pays what it took over from other accounts. Anything beyond that was its own overage.
    private void Pay(ChargeId charge, AccountId payer, Credits amount)
    {
        var owers = payer == _pool ? _taken.GetValueOrDefault(charge) ?? [] : [];
        for (var i = 0; i < owers.Count && amount.IsPositive; i++)
        {
            var part = Credits.Min(owers[i].Left, amount);
            if (part.IsPositive)
            {
                Add(_overage, owers[i].Account, part);
                owers[i] = (owers[i].Account, owers[i].Left - part);
                amount -= part;
            }
        }

        if (amount.IsPositive)
        {
            Add(_overage, payer, amount);
        }
    }

    private static void Add(OrderedDictionary<AccountId, Credits> sums, AccountId account, Credits amount) =>
        sums[account] = sums.GetValueOrDefault(account) + amount;
}
