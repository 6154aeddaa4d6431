using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Builds one transfer: every line changes the book at once, and the whole must sum to zero for each purchase.</summary>
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

    /// <summary>How it was decided who pays, to be kept with the transfer.</summary>
    public DecisionTrace? Decision { get; init; }

    /// <summary>The product's own reason for it; null for the operation's.</summary>
    public OwnReason? Why { get; init; }

    /// <summary>What it does to the base of the account that gives; null: what its type does.</summary>
    public BaseChange? FromBase { get; init; }

    /// <summary>What it does to the base of the account that gets; null: what its type does.</summary>
    public BaseChange? ToBase { get; init; }

    /// <summary>True for what was due before the operation: not part of it, done by the product itself.</summary>
    public bool IsDue { get; init; }

    private bool IsProductActing => Why is { IsProductActing: true };

    /// <summary>Adds to (below zero: takes from) the available credits of a lot.</summary>
    public TransferBuilder Available(Lot lot, Credits change)
    {
        var current = Current(lot);
        _draft.Book.Set(current with { Available = NotBelowZero(current.Available + change, lot.Account) });
        var account = _draft.Account(lot.Account);
        var balance = account.Available + change;
        Line(account with { Available = balance }, Bucket.Available, lot, change, balance);
        return this;
    }

    /// <summary>Adds to (below zero: takes from) the credits of a lot that holds have set aside.</summary>
    public TransferBuilder Reserved(Lot lot, Credits change)
    {
        var current = Current(lot);
        _draft.Book.Set(current with { Reserved = NotBelowZero(current.Reserved + change, lot.Account) });
        var account = _draft.Account(lot.Account);
        var balance = NotBelowZero(account.Reserved + change, lot.Account);
        Line(account with { Reserved = balance }, Bucket.Reserved, lot, change, balance);
        return this;
    }

    /// <summary>Adds to the account's free lot of a purchase, or to that of a budget period.</summary>
    public TransferBuilder Arrive(AccountId account, PurchaseId purchase, Credits change, BudgetPeriodId period = default) =>
        Available(_draft.LotFor(account, purchase, period), change);

    /// <summary>Adds to (below zero: pays) what the account owes for a charge.</summary>
    public TransferBuilder Overage(AccountId id, ChargeId charge, Credits change)
    {
        var open = NotBelowZero(_draft.Book.OverageOf(id, charge) + change, id);
        _draft.Book.Set(new OpenOverage(charge, id, open));
        var account = _draft.Account(id);
        var overage = NotBelowZero(account.Overage + change, id);
        Line(account with { Overage = overage }, Bucket.Overage, null, -change, -overage);
        return this;
    }

    /// <summary>The tenant's own side.</summary>
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

    /// <summary>Finishes the transfer.</summary>
    /// <exception cref="UnbalancedTransferException">Its entries do not sum to zero: a defect, not a refusal.</exception>
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

    // On each account's last entry, how the account stands after the transfer.
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

    // In Shared Pool mode nothing but the pool holds credits: what ends elsewhere changes no base that comes back with them.
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

    // An earlier line may have changed the lot; one that was made just now is not in the book yet.
    private Lot Current(Lot lot) => _draft.Book.FindLot(lot.Account, lot.Purchase, lot.BudgetPeriod) ?? lot;

    private static Credits NotBelowZero(Credits balance, AccountId account) =>
        balance.IsNegative ? throw new NegativeBalanceException(account, balance) : balance;
}

/// <summary>A transfer's entries do not sum to zero for a purchase: a defect, not a refusal.</summary>
public sealed class UnbalancedTransferException(TransferId transfer, Credits sum)
    : Exception($"The entries of transfer {transfer.Value} sum to {sum}.")
{
    /// <summary>The transfer.</summary>
    public TransferId Transfer { get; } = transfer;

    /// <summary>What its entries sum to.</summary>
    public Credits Sum { get; } = sum;
}

/// <summary>A balance would go below zero: a defect, not a refusal.</summary>
public sealed class NegativeBalanceException(AccountId account, Credits balance)
    : Exception($"A balance of account {account.Value} would be {balance}.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;

    /// <summary>The impossible balance.</summary>
    public Credits Balance { get; } = balance;
}
