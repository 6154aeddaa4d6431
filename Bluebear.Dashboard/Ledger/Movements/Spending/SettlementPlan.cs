using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Who pays what when a hold settles above 0: held credits, further credits, and what stays owed.</summary>
internal sealed class SettlementPlan
{
    private readonly Hold _hold;
    private readonly List<PayerPart> _parts = [];
    private readonly Credits _amount;

    private SettlementPlan(Hold hold, Credits amount)
    {
        _hold = hold;
        _amount = amount;
    }

    /// <summary>The account of the first transfer.</summary>
    public AccountId Payer => _parts[0].Account;

    public static SettlementPlan Of(Draft draft, Hold hold, Credits amount)
    {
        var plan = new SettlementPlan(hold, amount);
        var rest = plan.SpendHeld(draft);
        if (rest.IsPositive)
        {
            plan.DrawOn(draft, rest);
        }

        return plan;
    }

    /// <summary>Posts a transfer for each account and counts the usage of each.</summary>
    public void Post(Draft draft, Charge charge)
    {
        var returned = new List<(AccountId Account, AccountId ReturnAccount)>();
        for (var i = 0; i < _parts.Count; i++)
        {
            var part = _parts[i];
            var returnAccount = part.HasReturn ? HoldEnding.ReturnAccount(draft, part.Account) : part.Account;
            part.Post(draft, charge, _hold.Id, returnAccount);
            if (!part.Paid.IsZero)
            {
                draft.Count(new(charge, part.Account, part.Paid, i == 0 ? 1 : 0, i == 0) { Actor = draft.Actor(isDue: false) });
            }

            if (part.HasReturn)
            {
                returned.Add((part.Account, returnAccount));
            }
        }

        HoldEnding.AfterReturn(draft, returned);
    }

    private Credits SpendHeld(Draft draft)
    {
        var rest = _amount;
        foreach (var share in _hold.Shares)
        {
            draft.Open(share.Account);
            var spent = Credits.Min(rest, share.Amount);
            PartOf(share.Account).Held.Add((share, spent));
            rest -= spent;
        }

        return rest;
    }

    private void DrawOn(Draft draft, Credits rest)
    {
        var returnAccount = HoldEnding.ReturnAccount(draft, _hold.Holder);
        draft.Open(returnAccount);
        foreach (var (account, amount) in ChargingPath.DrawOn(draft, _hold.Path, _hold.Holder, rest))
        {
            PartOf(account).Further.AddRange(draft.SharesFor(account, amount));
            rest -= amount;
        }

        if (rest.IsPositive)
        {
            PartOf(returnAccount).Overage = rest;
        }
    }

    private PayerPart PartOf(AccountId account)
    {
        if (_parts.Find(part => part.Account == account) is { } known)
        {
            return known;
        }

        var part = new PayerPart(account);
        _parts.Add(part);
        return part;
    }

    private sealed class PayerPart(AccountId account)
    {
        public AccountId Account { get; } = account;

        public List<(HoldShare Share, Credits Spent)> Held { get; } = [];

        public List<LotShare> Further { get; } = [];

        public Credits Overage { get; set; }

        public bool HasReturn => Held.Exists(static held => held.Spent < held.Share.Amount);

        public Credits Paid => Credits.Sum(Held.Select(static held => held.Spent))
            + Credits.Sum(Further.Select(static share => share.Amount)) + Overage;

        public void Post(Draft draft, Charge charge, HoldId hold, AccountId returnAccount)
        {
            var paid = Paid;
            var type = paid.IsZero ? TransferType.Release : TransferType.Settlement;
            var amount = paid.IsZero ? Credits.Sum(Held.Select(static held => held.Share.Amount)) : paid;
            var transfer = new TransferBuilder(draft, type, amount, Account, paid.IsZero ? returnAccount : null)
            {
                OccurredAt = charge.OccurredAt,
                Charge = charge.Id,
                Hold = hold,
            };
            foreach (var (share, spent) in Held)
            {
                AddHeld(draft, transfer, share, spent, returnAccount);
            }

            foreach (var (lot, share) in Further)
            {
                transfer.Available(lot, -share).OfLot(Bucket.Spent, lot, share);
            }

            if (Overage.IsPositive)
            {
                transfer.Overage(Account, charge.Id, Overage).TenantSide(Bucket.Spent, null, Overage);
            }

            transfer.Post();
        }

        private static void AddHeld(Draft draft, TransferBuilder transfer, HoldShare share, Credits spent, AccountId returnAccount)
        {
            var lot = HoldEnding.LotOf(draft, share);
            transfer.Reserved(lot, -share.Amount);
            if (spent.IsPositive)
            {
                transfer.OfLot(Bucket.Spent, lot, spent);
            }

            if (share.Amount - spent is { IsPositive: true } rest)
            {
                HoldEnding.Return(transfer, returnAccount, lot, rest, draft.Now);
            }
        }
    }
}
