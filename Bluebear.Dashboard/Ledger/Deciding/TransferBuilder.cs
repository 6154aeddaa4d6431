using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Builds one transfer. Every line changes the book at once; the entries must sum to zero for each purchase.</summary>
internal sealed class TransferBuilder
{
    private readonly Draft _draft;
    private readonly TransferType _type;
    private readonly Credits _amount;
    private readonly AccountId? _from;
    private readonly AccountId? _to;
    private readonly List<Entry> _entries = [];
    private Credits _purchased;
    private Credits _used;

    public TransferBuilder(Draft draft, TransferType type, Credits amount, AccountId? from, AccountId? to)
    {
        _draft = draft;
        _type = type;
        _amount = amount;
        _from = from;
        _to = to;
        Id = new(TenantScopedId.Compose(draft.Tenant, draft.Head.Transfers + 1));
    }

    /// <summary>The id that the transfer will have.</summary>
    public TransferId Id { get; }

    public DateTimeOffset? OccurredAt { get; init; }

    public TransferId? Reverses { get; init; }

    public ChargeId? Charge { get; init; }

    public HoldId? Hold { get; init; }

    /// <summary>How the payer was found, stored with the transfer.</summary>
    public DecisionTrace? Decision { get; init; }

    /// <summary>The product's own reason for the transfer; null for the operation's reason.</summary>
    public OwnReason? Why { get; init; }

    /// <summary>What it does to the base of the account that gives; null for what its type does.</summary>
    public BaseChange? FromBase { get; init; }

    /// <summary>What it does to the base of the account that receives; null for what its type does.</summary>
    public BaseChange? ToBase { get; init; }

    /// <summary>
    /// True for a transfer that was due before the operation: the product does it, and it is not part of the operation.
    /// </summary>
    public bool IsDue { get; init; }

    private bool IsProductActing => Why is { IsProductActing: true };

    /// <summary>Adds to the available credits of a lot, or takes from them if <paramref name="change"/> is below zero.</summary>
    public TransferBuilder Available(Lot lot, Credits change)
    {
        var current = Current(lot);
        _draft.Book.Set(current with { Available = NotBelowZero(current.Available + change, lot.Account) });
        var account = _draft.Account(lot.Account);
        var balance = account.Available + change;
        Line(account with { Available = balance }, Bucket.Available, lot, change, balance);
        if (!lot.BudgetPeriod.IsNone && change.IsPositive && _draft.Book.FindPeriod(lot.BudgetPeriod) is { IsClosed: true })
        {
            _draft.NoteLate(lot);
        }

        return this;
    }

    /// <summary>Adds to the reserved credits of a lot, or takes from them if <paramref name="change"/> is below zero.</summary>
    public TransferBuilder Reserved(Lot lot, Credits change)
    {
        var current = Current(lot);
        _draft.Book.Set(current with { Reserved = NotBelowZero(current.Reserved + change, lot.Account) });
        var account = _draft.Account(lot.Account);
        var balance = NotBelowZero(account.Reserved + change, lot.Account);
        Line(account with { Reserved = balance }, Bucket.Reserved, lot, change, balance);
        return this;
    }

    /// <summary>Adds to the account's lot of a purchase and budget period.</summary>
    public TransferBuilder Arrive(AccountId account, PurchaseId purchase, Credits change, BudgetPeriodId period = default) =>
        Available(_draft.LotFor(account, purchase, period), change);

    /// <summary>Adds to what the account owes for a charge, or pays it if <paramref name="change"/> is below zero.</summary>
    public TransferBuilder Overage(AccountId id, ChargeId charge, Credits change)
    {
        var open = NotBelowZero(_draft.Book.OverageOf(id, charge) + change, id);
        _draft.Book.Set(new OpenOverage(charge, id, open));
        var account = _draft.Account(id);
        var overage = NotBelowZero(account.Overage + change, id);
        Line(account with { Overage = overage }, Bucket.Overage, null, -change, -overage);
        return this;
    }

    /// <summary>Adds an entry on the tenant's own side.</summary>
    public TransferBuilder TenantSide(Bucket bucket, PurchaseId? purchase, Credits change)
    {
        _entries.Add(new(null, bucket, purchase, BudgetPeriodId.None, change, null, 0));
        _purchased -= bucket == Bucket.Purchased ? change : Credits.Zero;
        _used += bucket == Bucket.Spent ? change : Credits.Zero;
        if (purchase is { } id)
        {
            Book(_draft.Book.FindPurchase(id)!, bucket, change);
        }

        return this;
    }

    /// <summary>
    /// Adds an entry on the tenant's own side for credits of a lot: used, used no longer, or ended unspent. The lot counts what is used,
    /// a budget's period what ended.
    /// </summary>
    public TransferBuilder OfLot(Bucket bucket, Lot lot, Credits change)
    {
        TenantSide(bucket, lot.Purchase, change);
        if (bucket == Bucket.Spent)
        {
            var current = Current(lot);
            _draft.Book.Set(current with { Spent = current.Spent + change });
        }

        if (lot.BudgetPeriod.IsNone)
        {
            return this;
        }

        _entries[^1] = _entries[^1] with { BudgetPeriod = lot.BudgetPeriod };
        if (bucket != Bucket.Spent && _draft.Book.FindPeriod(lot.BudgetPeriod) is { } period)
        {
            _draft.Book.Set(period with { Expired = period.Expired + change });
        }

        return this;
    }

    /// <summary>True if the purchase of a lot has expired by an instant.</summary>
    public bool HasExpired(Lot lot, DateTimeOffset at) => Expiries.HasExpired(_draft.Book, lot, at);

    /// <summary>Finishes the transfer.</summary>
    /// <exception cref="UnbalancedTransferException">Its entries do not sum to zero. This is a defect, not a refusal.</exception>
    public Transfer Post()
    {
        CheckBalanced();
        NoteFigures();
        var (mark, operation) = IsDue ? (null, null) : _draft.NextInOperation();
        var transfer = new Transfer
        {
            Id = Id,
            Type = _type,
            Amount = _amount,
            From = _from,
            To = _to,
            OccurredAt = OccurredAt ?? _draft.Now,
            RecordedAt = _draft.Now,
            Actor = _draft.Actor(IsDue || IsProductActing),
            Reason = _draft.Intern(TextKind.Reason, Why?.With(_draft.Reason) ?? (IsDue ? null : _draft.Reason)),
            Reference = IsDue || IsProductActing ? null : _draft.Intern(TextKind.Reference, _draft.Reference),
            Operation = operation,
            Mark = mark,
            Reverses = Reverses,
            Charge = Charge,
            Hold = Hold,
            Decision = Decision,
            Cause = Why?.Cause,
            Bases = BaseChanges.Of(Bases.Step(_draft, _from, FromBase ?? UsualChange(_from)), Bases.Step(_draft, _to, ToBase ?? UsualChange(_to))),
            Entries = _entries,
        };
        var head = _draft.Head;
        _draft.Book.Set(head with
        {
            Transfers = TenantScopedId.NumberOf(Id.Value),
            LastRecordedAt = _draft.Now,
            Purchased = head.Purchased + _purchased,
            Used = head.Used + _used,
        });
        _draft.Append(transfer, IsDue);
        Bases.Apply(_draft, transfer);
        return transfer;
    }

    private void Book(Purchase purchase, Bucket bucket, Credits change) => _draft.Book.Set(bucket switch
    {
        Bucket.Spent => purchase with { Spent = purchase.Spent + change },
        Bucket.Expired => purchase with { Expired = purchase.Expired + change },
        _ => purchase,
    });

    private void Line(Account account, Bucket bucket, Lot? lot, Credits change, Credits balance)
    {
        var changed = account with { EntrySequence = account.EntrySequence + 1 };
        _draft.Book.Set(changed);
        _entries.Add(new(account.Id, bucket, lot?.Purchase, lot?.BudgetPeriod ?? BudgetPeriodId.None, change, balance,
            changed.EntrySequence));
    }

    // Each account's last entry carries the account's figures after the transfer.
    private void NoteFigures()
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Account is { } id && _draft.Account(id) is var account && account.EntrySequence == _entries[i].Sequence)
            {
                _entries[i] = _entries[i] with { AvailableAfter = account.Available, ReservedAfter = account.Reserved };
            }
        }
    }

    // In Shared Pool mode only the pool has credits. What ends on another account must not change the base that a switch back
    // restores.
    private BaseChange UsualChange(AccountId? account) => _type switch
    {
        TransferType.Purchase or TransferType.Allocation => BaseChange.Set,
        TransferType.Expiry => _draft.Head.Mode == CreditMode.SharedPool && account != _draft.Head.Primary ? BaseChange.None : BaseChange.Set,
        TransferType.Reversal => BaseChange.Undo,
        TransferType.Reservation or TransferType.Settlement or TransferType.Release or TransferType.Refund => BaseChange.None,
    };

    private void CheckBalanced()
    {
        var sums = new Dictionary<long, Credits>();
        foreach (var entry in _entries)
        {
            var purchase = entry.Purchase?.Value ?? 0;
            sums[purchase] = sums.GetValueOrDefault(purchase) + entry.Amount;
        }

        foreach (var (_, sum) in sums)
        {
            if (!sum.IsZero)
            {
                throw new UnbalancedTransferException(Id, sum);
            }
        }
    }

    // An earlier line may have changed the lot. A lot that was made just now is not in the book yet.
    private Lot Current(Lot lot) => _draft.Book.FindLot(lot.Account, lot.Purchase, lot.BudgetPeriod) ?? lot;

    private static Credits NotBelowZero(Credits balance, AccountId account) =>
        balance.IsNegative ? throw new NegativeBalanceException(account, balance) : balance;
}

/// <summary>A transfer's entries do not sum to zero for a purchase. This is a defect, not a refusal.</summary>
public sealed class UnbalancedTransferException(TransferId transfer, Credits sum)
    : Exception($"The entries of transfer {transfer.Value} sum to {sum}.")
{
    /// <summary>The transfer.</summary>
    public TransferId Transfer { get; } = transfer;

    /// <summary>The sum of its entries.</summary>
    public Credits Sum { get; } = sum;
}

/// <summary>A balance would go below zero. This is a defect, not a refusal.</summary>
public sealed class NegativeBalanceException(AccountId account, Credits balance)
    : Exception($"A balance of account {account.Value} would be {balance}.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;

    /// <summary>The impossible balance.</summary>
    public Credits Balance { get; } = balance;
}
