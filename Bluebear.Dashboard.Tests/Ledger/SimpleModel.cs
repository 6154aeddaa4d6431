using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>
/// The rules of the ledger once more, as simply as they can be said: whole lists, sorted anew each time, no lots but a number of
/// credits for each purchase. Written without the ledger's code, to be compared with it.
/// </summary>
internal sealed partial class SimpleModel
{
    public sealed class Holder(string kind, int? parent)
    {
        public string Kind { get; } = kind;

        public int? Parent { get; set; } = parent;

        public bool IsOpen { get; set; } = true;

        public DateTimeOffset? ClosedAt { get; set; }

        public SortedDictionary<int, long> Credits { get; } = [];

        public SortedDictionary<int, long> Owed { get; } = [];

        public List<Move> Received { get; } = [];

        public long Available => Credits.Values.Sum();
    }

    public sealed record Bought(long Amount, DateTimeOffset? Ends)
    {
        public long Spent { get; set; }

        public long Expired { get; set; }

        public bool IsReversed { get; set; }
    }

    /// <summary>A purchase (no giver) or an allocation, as far as a reversal needs to know it.</summary>
    public sealed record Move(int? From, int To, long Amount, Dictionary<int, long> Parts, int Era)
    {
        public bool IsReversed { get; set; }
    }

    public List<Holder> Holders { get; } = [new("tenant", null)];

    public List<Bought> Purchases { get; } = [];

    public List<Move> Moves { get; } = [];

    public bool IsShared { get; set; }

    public DateTimeOffset Now { get; set; }

    private int _era;
    private int _charges;

    public RefusalReason? Buy(long amount, DateTimeOffset? ends)
    {
        Expire();
        if (amount <= 0)
        {
            return RefusalReason.InvalidAmount;
        }

        if (ends <= Now)
        {
            return RefusalReason.InvalidTime;
        }

        Purchases.Add(new(amount, ends));
        Holders[0].Credits[Purchases.Count - 1] = amount;
        Moves.Add(new(null, 0, amount, new() { [Purchases.Count - 1] = amount }, _era));
        PayOwed(0);
        return null;
    }

    public RefusalReason? Allocate(int from, int to, long? amount)
    {
        Expire();
        var refusal = from == to ? RefusalReason.SameAccount
            : amount <= 0 ? RefusalReason.InvalidAmount
            : !Holders[from].IsOpen || !Holders[to].IsOpen ? RefusalReason.AccountDeleted
            : IsShared ? RefusalReason.SharedPoolMode
            : (amount ?? Holders[from].Available) is var wanted && (wanted == 0 || wanted > Holders[from].Available)
                ? RefusalReason.InsufficientCredits
            : (RefusalReason?)null;
        if (refusal is null)
        {
            Hand(from, to, amount ?? Holders[from].Available);
            PayOwed(to);
        }

        return refusal;
    }

    public RefusalReason? Charge(int workspace, long amount, DateTimeOffset occurredAt)
    {
        Expire();
        var holder = Holders[workspace];
        if (amount < 0)
        {
            return RefusalReason.InvalidAmount;
        }

        if (!holder.IsOpen && occurredAt >= holder.ClosedAt)
        {
            return RefusalReason.AccountDeleted;
        }

        Begin();
        Spend(Payer(workspace, amount), amount);
        return null;
    }

    public RefusalReason? Reverse(int index)
    {
        Expire();
        var move = Moves[index];
        if (move.IsReversed)
        {
            return RefusalReason.AlreadyReversed;
        }

        return move.From is null ? ReversePurchase(move) : ReverseAllocation(move);
    }

    public RefusalReason? Delete(int index)
    {
        Expire();
        var holder = Holders[index];
        if (!holder.IsOpen)
        {
            return RefusalReason.AccountDeleted;
        }

        if (index == 0)
        {
            return RefusalReason.PrimaryWorkspaceProtected;
        }

        Sweep(index);
        PayOwed(0);
        Holders.Where(child => child.Parent == index && child.IsOpen).ToList().ForEach(child => child.Parent = holder.Parent);
        holder.IsOpen = false;
        holder.ClosedAt = Now;
        return null;
    }

    public void Switch(bool toShared)
    {
        Expire();
        if (toShared == IsShared)
        {
            return;
        }

        if (toShared)
        {
            Enumerable.Range(1, Holders.Count - 1).ToList().ForEach(Sweep);
            PayOwed(0);
        }
        else
        {
            _era++;
        }

        IsShared = toShared;
    }

    public void Expire()
    {
        while (Holds.Where(hold => hold.Status == HoldStatus.Held && hold.Limit <= Now).MinBy(hold => hold.Limit) is { } due)
        {
            Expire(due.Limit);
            GiveBack(due, HoldStatus.Expired, due.Limit);
        }

        Expire(Now);
    }

    private void Expire(DateTimeOffset until)
    {
        foreach (var holder in Holders)
        {
            foreach (var purchase in holder.Credits.Keys.Where(p => Purchases[p].Ends <= until).ToList())
            {
                Purchases[purchase].Expired += holder.Credits[purchase];
                holder.Credits.Remove(purchase);
            }
        }
    }

    private int Payer(int workspace, long amount)
    {
        var holder = Holders[workspace];
        if (IsShared || !holder.IsOpen)
        {
            return 0;
        }

        if (holder.Received.Any(move => move.Era == _era && !move.IsReversed) || (holder.Owed.Count == 0 && holder.Available >= amount))
        {
            return workspace;
        }

        var path = new List<int> { workspace };
        foreach (var kind in new[] { "shared-pool", "organization" })
        {
            int? found = null;
            for (var i = path.Count - 1; i >= 0 && found is null; i--)
            {
                found = Holders[path[i]].Parent;
                while (found is { } id && Holders[id].Kind != kind)
                {
                    found = Holders[id].Parent;
                }
            }

            if (found is { } payer)
            {
                if (Holders[payer].Available >= amount && Holders[payer].Owed.Count == 0)
                {
                    return payer;
                }

                path.Add(payer);
            }
        }

        return 0;
    }

    private void Spend(int payer, long amount)
    {
        var rest = amount;
        foreach (var (purchase, part) in Draw(payer, Math.Min(amount, Holders[payer].Available)))
        {
            Paid(_charges, payer, purchase, part);
            rest -= part;
        }

        if (rest > 0)
        {
            Holders[payer].Owed[_charges] = rest;
        }

        _costs[_charges] = amount;
    }

    private void Hand(int from, int to, long amount)
    {
        var parts = Draw(from, amount);
        foreach (var (purchase, part) in parts)
        {
            Holders[to].Credits[purchase] = Holders[to].Credits.GetValueOrDefault(purchase) + part;
        }

        var move = new Move(from, to, amount, parts, _era);
        Moves.Add(move);
        Holders[to].Received.Add(move);
    }

    private void Sweep(int index)
    {
        if (Holders[index].Available is > 0 and var all)
        {
            Hand(index, 0, all);
        }

        foreach (var (charge, owed) in Holders[index].Owed)
        {
            Holders[0].Owed[charge] = Holders[0].Owed.GetValueOrDefault(charge) + owed;
        }

        Holders[index].Owed.Clear();
    }

    private void PayOwed(int index)
    {
        var holder = Holders[index];
        while (holder.Owed.Count > 0 && holder.Available > 0)
        {
            var (charge, owed) = holder.Owed.First();
            var amount = Math.Min(owed, holder.Available);
            foreach (var (purchase, part) in Draw(index, amount))
            {
                Paid(charge, index, purchase, part);
            }

            if (owed == amount)
            {
                holder.Owed.Remove(charge);
            }
            else
            {
                holder.Owed[charge] = owed - amount;
            }
        }
    }

    private Dictionary<int, long> Draw(int index, long amount)
    {
        var parts = new Dictionary<int, long>();
        var credits = Holders[index].Credits;
        foreach (var purchase in credits.Keys.OrderBy(p => Purchases[p].Ends ?? DateTimeOffset.MaxValue).ThenBy(p => p).ToList())
        {
            var part = Math.Min(amount, credits[purchase]);
            if (part > 0)
            {
                parts[purchase] = part;
                Take(index, purchase, part);
                amount -= part;
            }
        }

        return parts;
    }

    private void Take(int index, int purchase, long amount)
    {
        var credits = Holders[index].Credits;
        credits[purchase] -= amount;
        if (credits[purchase] == 0)
        {
            credits.Remove(purchase);
        }
    }

    private RefusalReason? ReversePurchase(Move move)
    {
        var purchase = move.Parts.Keys.Single();
        if (Holders[0].Credits.GetValueOrDefault(purchase) != move.Amount)
        {
            return RefusalReason.NotReversible;
        }

        Holders[0].Credits.Remove(purchase);
        Purchases[purchase].IsReversed = true;
        move.IsReversed = true;
        return null;
    }

    private RefusalReason? ReverseAllocation(Move move)
    {
        var target = IsShared || !Holders[move.From!.Value].IsOpen ? 0 : move.From.Value;
        if (Holders[move.To].Available < move.Amount || target == move.To)
        {
            return RefusalReason.NotReversible;
        }

        var rest = move.Amount;
        var back = new Dictionary<int, long>();
        foreach (var (purchase, part) in move.Parts)
        {
            var own = Math.Min(part, Holders[move.To].Credits.GetValueOrDefault(purchase));
            if (own > 0)
            {
                Take(move.To, purchase, own);
                back[purchase] = own;
                rest -= own;
            }
        }

        foreach (var (purchase, part) in Draw(move.To, rest))
        {
            back[purchase] = back.GetValueOrDefault(purchase) + part;
        }

        foreach (var (purchase, part) in back)
        {
            Holders[target].Credits[purchase] = Holders[target].Credits.GetValueOrDefault(purchase) + part;
        }

        move.IsReversed = true;
        PayOwed(target);
        return null;
    }
}
