using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>Holds, what ends them, and paying usage back.</summary>
internal sealed partial class SimpleModel
{
    /// <summary>Credits set aside by one account, in the order in which they were drawn.</summary>
    public sealed record Held(int Workspace, int Holder, long Amount, List<(int Purchase, long Amount)> Parts, DateTimeOffset Limit)
    {
        public HoldStatus Status { get; set; }

        public bool IsCharged { get; set; }
    }

    private readonly Dictionary<int, List<(int Holder, int Purchase, long Amount)>> _drawn = [];
    private readonly Dictionary<int, long> _costs = [];
    private readonly Dictionary<int, long> _refunded = [];
    private readonly Dictionary<int, long> _returned = [];

    public List<Held> Holds { get; } = [];

    public long ReservedOf(int index) =>
        Holds.Where(hold => hold.Status == HoldStatus.Held && hold.Holder == index).Sum(hold => hold.Amount);

    public RefusalReason? Reserve(int workspace, long amount, TimeSpan limit, bool isPriced = false)
    {
        Expire();
        if (amount < 0 || (amount == 0 && !isPriced))
        {
            return RefusalReason.InvalidAmount;
        }

        if (!Holders[workspace].IsOpen)
        {
            return RefusalReason.AccountDeleted;
        }

        // What costs nothing is the first account's to grant, whatever it has or owes.
        var payer = amount > 0 ? Payer(workspace, amount) : IsShared ? 0 : workspace;
        if (amount > 0 && (Holders[payer].Available < amount || Holders[payer].Owed.Count > 0))
        {
            return RefusalReason.CreditsExhausted;
        }

        Holds.Add(new(workspace, payer, amount, [.. Draw(payer, amount).Select(part => (part.Key, part.Value))], Now + limit));
        return null;
    }

    public RefusalReason? Release(int index)
    {
        Expire();
        if (Holds[index].Status != HoldStatus.Held)
        {
            return RefusalReason.HoldFinished;
        }

        GiveBack(Holds[index], HoldStatus.Released, Now);
        return null;
    }

    public RefusalReason? Settle(int index, long amount)
    {
        Expire();
        var hold = Holds[index];
        if (amount < 0)
        {
            return RefusalReason.InvalidAmount;
        }

        if (hold.Status != HoldStatus.Held)
        {
            return RefusalReason.HoldFinished;
        }

        Begin();
        _costs[_charges] = amount;
        hold.Status = HoldStatus.Settled;
        var rest = amount;
        foreach (var (purchase, part) in hold.Parts)
        {
            var spent = Math.Min(rest, part);
            rest -= spent;
            if (spent > 0)
            {
                Paid(_charges, hold.Holder, purchase, spent);
            }

            ComeBack(hold.Holder, purchase, part - spent, Now);
        }

        if (rest > 0)
        {
            Further(hold, rest);
        }
        else if (amount < hold.Amount)
        {
            PayOwed(Home(hold.Holder));
        }

        return null;
    }

    public RefusalReason? ChargeLate(int index, long amount)
    {
        var hold = Holds[index];
        if (amount >= 0 && (hold.Status == HoldStatus.Settled || hold.IsCharged))
        {
            return RefusalReason.HoldFinished;
        }

        // Its workspace was there when it was granted, whatever became of it since.
        var refusal = Charge(hold.Workspace, amount, DateTimeOffset.UnixEpoch);
        hold.IsCharged |= refusal is null;
        return refusal;
    }

    public RefusalReason? Refund(int index, long? amount)
    {
        Expire();
        var charge = index + 1;
        if (amount <= 0)
        {
            return RefusalReason.InvalidAmount;
        }

        var left = _costs[charge] - _refunded.GetValueOrDefault(charge);
        if (left == 0 || amount > left)
        {
            return RefusalReason.RefundExceedsCharge;
        }

        var rest = amount ?? left;
        _refunded[charge] = _refunded.GetValueOrDefault(charge) + rest;
        foreach (var holder in Holders.Where(holder => holder.Owed.ContainsKey(charge)))
        {
            var cancelled = Math.Min(rest, holder.Owed[charge]);
            rest -= cancelled;
            holder.Owed[charge] -= cancelled;
            if (holder.Owed[charge] == 0)
            {
                holder.Owed.Remove(charge);
            }
        }

        Return(charge, rest);
        return null;
    }

    private void Begin() => _charges++;

    private void Paid(int charge, int holder, int purchase, long amount)
    {
        Purchases[purchase].Spent += amount;
        if (!_drawn.TryGetValue(charge, out var drawn))
        {
            _drawn.Add(charge, drawn = []);
        }

        drawn.Add((holder, purchase, amount));
    }

    private void GiveBack(Held hold, HoldStatus status, DateTimeOffset at)
    {
        hold.Status = status;
        hold.Parts.ForEach(part => ComeBack(hold.Holder, part.Purchase, part.Amount, at));
        PayOwed(Home(hold.Holder));
    }

    private void Further(Held hold, long rest)
    {
        var payer = Home(hold.Holder);
        var drawn = Math.Min(rest, Holders[payer].Available);
        foreach (var (purchase, part) in Draw(payer, drawn))
        {
            Paid(_charges, payer, purchase, part);
        }

        rest -= drawn;

        if (rest > 0)
        {
            Holders[Home(hold.Holder)].Owed[_charges] = rest;
        }
    }

    private void Return(int charge, long amount)
    {
        var skip = _returned.GetValueOrDefault(charge);
        _returned[charge] = skip + amount;
        var homes = new List<int>();
        foreach (var (holder, purchase, part) in Enumerable.Reverse(_drawn.GetValueOrDefault(charge) ?? []).ToList())
        {
            var skipped = Math.Min(skip, part);
            skip -= skipped;
            var back = Math.Min(amount, part - skipped);
            amount -= back;
            if (back > 0)
            {
                Purchases[purchase].Spent -= back;
                ComeBack(holder, purchase, back, Now);
                homes.Add(Home(holder));
            }
        }

        homes.Distinct().ToList().ForEach(PayOwed);
    }

    private int Home(int holder) => IsShared || !Holders[holder].IsOpen ? 0 : holder;

    private void ComeBack(int holder, int purchase, long amount, DateTimeOffset at)
    {
        if (amount == 0)
        {
            return;
        }

        if (Purchases[purchase].Ends <= at)
        {
            Purchases[purchase].Expired += amount;
            return;
        }

        var credits = Holders[Home(holder)].Credits;
        credits[purchase] = credits.GetValueOrDefault(purchase) + amount;
    }
}
