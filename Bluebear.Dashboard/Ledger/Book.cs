using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Ledger;

/// <summary>The working set that one batch decides on: what it has read, what it changed, and what it will write.</summary>
/// <remarks>
/// Not for several threads. A book that took part in a transaction that was rolled back must be thrown away; after a commit it may
/// serve the next batch as long as nobody else wrote. All its reads come from <see cref="IBookSource"/>, in burn order and only as
/// far as needed.
/// </remarks>
public sealed class Book
{
    private const int MaxRows = 50_000;

    private readonly Table<TenantId, LedgerHead> _heads = new();
    private readonly Table<AccountId, Account> _accounts;
    private readonly KnownRefs _refs = new();
    private readonly Table<LotId, Lot> _lots;
    private readonly Table<PurchaseId, Purchase> _purchases = new();
    private readonly Table<(AccountId, ChargeId), OpenOverage> _overages;
    private readonly Table<HoldId, Hold> _holds;
    private readonly Table<(TenantId, TextKind, string), InternedText> _texts = new();
    private readonly Table<ChargeId, Charge> _charges = new();
    private readonly Dictionary<(AccountId, PurchaseId, BudgetPeriodId), LotId> _lotIds = [];
    private readonly Dictionary<AccountId, Shelf<BurnPosition>> _lotShelves = [];
    private readonly Dictionary<AccountId, Shelf<OverageAge>> _overageShelves = [];
    private readonly Dictionary<TenantId, Shelf<HoldLimit>> _holdShelves = [];
    private readonly Dictionary<(TenantId, Hash128), ChargeId> _chargesByKey = [];
    private readonly Table<TenantId, SpendPolicies> _policies = new();
    private readonly Table<(TenantId, Hash128), SpentKey> _spentKeys = new();
    private readonly List<AuditNote> _notes = [];
    private readonly List<Transfer> _transfers = [];
    private readonly List<UsageDelta> _usage = [];
    private readonly BatchSeals _seals = new();

    /// <summary>Makes an empty book over a transaction's reads.</summary>
    public Book(IBookSource source)
    {
        Source = source;
        _accounts = new(_refs.OnAccountChange);
        _lots = new(OnLotChange);
        _overages = new(OnOverageChange);
        _holds = new(OnHoldChange);
    }

    /// <summary>The reads of the transaction that the book serves now.</summary>
    public IBookSource Source { get; private set; }

    /// <summary>True when so much is in memory that the next batch should begin with an empty book.</summary>
    public bool IsFull =>
        _lots.Count + _accounts.Count + _texts.Count + _overages.Count + _charges.Count + _refs.Count + _holds.Count + _spentKeys.Count > MaxRows;

    /// <summary>Transfers decided since the last write, in order.</summary>
    internal IReadOnlyList<Transfer> PendingTransfers => _transfers;

    /// <summary>Serves the next batch.</summary>
    public void Attach(IBookSource source) => Source = source;

    /// <summary>The tenant's head, or null for an unknown tenant.</summary>
    public LedgerHead? FindHead(TenantId tenant) => FindOrLoad(_heads, tenant, Source.FindHead);

    /// <summary>An account as it stands, or null.</summary>
    public Account? FindAccount(AccountId id) => FindOrLoad(_accounts, id, Source.FindAccount);

    /// <summary>The active account with a reference (as <see cref="Account.NameKey"/>), or null; asked of the database once.</summary>
    public AccountId? FindActiveByRef(TenantId tenant, string refKey) => _refs.Find(tenant, refKey, Source.FindActiveByRef);

    /// <summary>A purchase as it stands, or null.</summary>
    public Purchase? FindPurchase(PurchaseId id) => FindOrLoad(_purchases, id, Source.FindPurchase);

    /// <summary>A usage record, or null.</summary>
    public Charge? FindCharge(ChargeId id) => FindOrLoad(_charges, id, Source.FindCharge);

    /// <summary>A hold as it stands, or null.</summary>
    public Hold? FindHold(HoldId id) => FindOrLoad(_holds, id, Source.FindHold);

    /// <summary>The tenant's standing hold that reaches its limit first, or null.</summary>
    public HoldLimit? NextHoldLimit(TenantId tenant)
    {
        var shelf = Shelf(_holdShelves, tenant);
        return shelf.Next(null, (watermark, count) =>
        {
            var page = Source.HoldsByLimit(tenant, watermark, count);
            foreach (var limit in page)
            {
                // What is in memory may have ended there and stand in the database still.
                if (_holds.Find(limit.Hold) is null)
                {
                    shelf.Add(limit);
                }
            }

            return page;
        });
    }

    /// <summary>A lot as it stands, or null.</summary>
    public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId period)
    {
        if (_lotIds.TryGetValue((account, purchase, period), out var id))
        {
            return _lots.Find(id);
        }

        if (Source.FindLot(account, purchase, period) is not { } lot)
        {
            return null;
        }

        _lots.Load(lot.Id, lot);
        return _lots.Find(lot.Id);
    }

    /// <summary>The first lot with available credits after a place in the account's burn order, or null.</summary>
    public Lot? NextLot(AccountId account, BurnPosition? after)
    {
        var position = Shelf(_lotShelves, account).Next(after, (watermark, count) =>
        {
            var page = Source.LotsInBurnOrder(account, watermark, count);
            foreach (var lot in page)
            {
                _lots.Load(lot.Id, lot);
            }

            return [.. page.Select(static lot => lot.Position)];
        });
        return position is { } found ? _lots.Find(found.Lot) : null;
    }

    /// <summary>The account's oldest open overage, or null.</summary>
    public OpenOverage? OldestOverage(AccountId account)
    {
        var age = Shelf(_overageShelves, account).Next(null, (watermark, count) =>
        {
            var page = Source.OpenOverages(account, watermark?.Charge, count);
            foreach (var overage in page)
            {
                _overages.Load((account, overage.Charge), overage);
            }

            return [.. page.Select(static overage => new OverageAge(overage.Charge))];
        });
        return age is { } found ? _overages.Find((account, found.Charge)) : null;
    }

    /// <summary>What one account owes for one charge; zero where nothing is open.</summary>
    internal Credits OverageOf(AccountId account, ChargeId charge) =>
        _overages.Find((account, charge))?.Amount ?? Credits.Zero;

    /// <summary>The same, read from the database where it is not in memory.</summary>
    internal OpenOverage? FindOverage(AccountId account, ChargeId charge) => FindOrLoad(_overages, (account, charge), _ =>
        Source.OpenOverages(account, new(charge.Value - 1), 1).FirstOrDefault(open => open.Charge == charge));

    /// <summary>The transfers that settle, pay later or refund a charge, in order; those that only move what is owed may be left out.</summary>
    internal IReadOnlyList<Transfer> TransfersOfCharge(Charge charge)
    {
        if (charge.Transfer is not { } first)
        {
            return [];
        }

        var written = Source.TransfersOfCharge(charge.Id);
        var settled = Source.FindTransfer(first);
        var pending = _transfers.Where(transfer => transfer.Charge == charge.Id);
        return [.. (settled is null ? written : written.Append(settled)).Concat(pending)
            .DistinctBy(static transfer => transfer.Id).OrderBy(static transfer => transfer.Id.Value)];
    }

    /// <summary>A transfer, written or not yet, or null.</summary>
    public Transfer? FindTransfer(TransferId id) =>
        _transfers.Find(transfer => transfer.Id == id) ?? Source.FindTransfer(id);

    /// <summary>The reversal of a transfer, or null.</summary>
    public TransferId? FindReversalOf(TransferId id) =>
        _transfers.Find(transfer => transfer.Reverses == id)?.Id ?? Source.FindReversalOf(id);

    /// <summary>The first transfer written under an operation key, or null.</summary>
    public Transfer? FindTransferByKey(TenantId tenant, Hash128 key) =>
        _transfers.Find(transfer => transfer.Mark?.Key == key && TenantScopedId.TenantOf(transfer.Id.Value) == tenant)
        ?? Source.FindTransferByKey(tenant, key);

    /// <summary>The usage record that carries a key itself, or null.</summary>
    public Charge? FindChargeByKey(TenantId tenant, Hash128 key) =>
        _chargesByKey.TryGetValue((tenant, key), out var id) && _charges.Find(id) is { } charge && charge.Mark?.Key == key
            ? charge
            : Source.FindChargeByKey(tenant, key);

    /// <summary>The tenant's rules of who pays. Asked of the database once: whoever changes them ends the book.</summary>
    public SpendPolicies PoliciesOf(TenantId tenant) => FindOrLoad(_policies, tenant, Source.FindPolicies)!;

    /// <summary>What an operation without transfers answered under a key, or null.</summary>
    public SpentKey? FindSpentKey(TenantId tenant, Hash128 key) =>
        FindOrLoad(_spentKeys, (tenant, key), place => Source.FindSpentKey(place.Item1, place.Item2));

    /// <summary>The id of an interned text, or null.</summary>
    internal TextId? FindText(TenantId tenant, TextKind kind, string value)
    {
        if (_texts.Find((tenant, kind, value)) is { } known)
        {
            return known.Id;
        }

        if (Source.FindText(tenant, kind, value) is not { } id)
        {
            return null;
        }

        _texts.Load((tenant, kind, value), new(id, kind, value));
        return id;
    }

    internal void Set(LedgerHead head) => _heads.Set(head.Tenant, head);

    internal void Set(Account account) => _accounts.Set(account.Id, account);

    internal void Set(Lot lot) => _lots.Set(lot.Id, lot);

    internal void Set(Purchase purchase) => _purchases.Set(purchase.Id, purchase);

    internal void Set(OpenOverage overage) => _overages.Set((overage.Account, overage.Charge), overage);

    internal void Set(Hold hold) => _holds.Set(hold.Id, hold);

    internal void Set(Charge charge)
    {
        _charges.Set(charge.Id, charge);
        if (charge.Mark is { } mark)
        {
            _chargesByKey[(TenantScopedId.TenantOf(charge.Id.Value), mark.Key)] = charge.Id;
        }
    }

    internal void Set(TenantId tenant, InternedText text) => _texts.Set((tenant, text.Kind, text.Value), text);

    /// <summary>Not undone by <see cref="RollBack"/>: an operation is done when it spends its key.</summary>
    internal void Set(SpentKey key) => _spentKeys.Set((key.Tenant, key.Mark.Key), key);

    /// <summary>Not undone by <see cref="RollBack"/>: an operation is done when it is put on the record.</summary>
    internal void Append(AuditNote note) => _notes.Add(note);

    internal void Append(Transfer transfer) => _transfers.Add(transfer);

    internal void Append(UsageDelta usage) => _usage.Add(usage);

    /// <summary>A point to roll back to.</summary>
    internal Mark TakeMark() => new(_heads.Mark, _accounts.Mark, _lots.Mark, _purchases.Mark, _overages.Mark, _texts.Mark,
        _charges.Mark, _holds.Mark, _transfers.Count, _usage.Count);

    /// <summary>Undoes everything since the mark. Nothing may have been taken for writing since.</summary>
    internal void RollBack(Mark mark)
    {
        _heads.RollBack(mark.Heads);
        _accounts.RollBack(mark.Accounts);
        _lots.RollBack(mark.Lots);
        _purchases.RollBack(mark.Purchases);
        _overages.RollBack(mark.Overages);
        _texts.RollBack(mark.Texts);
        _charges.RollBack(mark.Charges);
        _holds.RollBack(mark.Holds);
        _transfers.RemoveRange(mark.Transfers, _transfers.Count - mark.Transfers);
        _usage.RemoveRange(mark.Usage, _usage.Count - mark.Usage);
    }

    /// <summary>What changed since the last call, to be written now; no longer undone by <see cref="RollBack"/>.</summary>
    public BookChanges TakeChanges()
    {
        AddToSeals();
        return Take([]);
    }

    /// <summary>As <see cref="TakeChanges()"/>, with a seal over each tenant's transfers of the batch: the last call of a batch.</summary>
    public BookChanges TakeChangesAndSeal()
    {
        AddToSeals();
        var seals = _seals.Close(HeadOf);
        foreach (var seal in seals)
        {
            Set(HeadOf(seal.Tenant) with { Seals = seal.Number, SealHash = seal.Hash });
        }

        return Take(seals);
    }

    private void AddToSeals()
    {
        Func<TenantId, LedgerHead> headOf = HeadOf;
        foreach (var transfer in _transfers)
        {
            _seals.Add(transfer, headOf);
        }
    }

    private LedgerHead HeadOf(TenantId tenant) => FindHead(tenant)!;

    private BookChanges Take(List<Seal> seals)
    {
        var changes = new BookChanges
        {
            Transfers = [.. _transfers],
            Usage = [.. _usage],
            Heads = _heads.TakeChanges(),
            Accounts = _accounts.TakeChanges(),
            Lots = _lots.TakeChanges(),
            Purchases = _purchases.TakeChanges(),
            Overages = _overages.TakeChanges(),
            Texts = _texts.TakeChanges(),
            Charges = _charges.TakeChanges(),
            Holds = TakeHolds(),
            SpentKeys = _spentKeys.TakeChanges(),
            Notes = [.. _notes],
            Seals = seals,
        };
        _notes.Clear();
        _transfers.Clear();
        _usage.Clear();
        return changes;
    }

    // A hold that has ended is of no use any more: it leaves, so that memory holds what stands.
    private List<Hold> TakeHolds()
    {
        var holds = _holds.TakeChanges();
        foreach (var hold in holds)
        {
            if (!hold.Stands)
            {
                _holds.Forget(hold.Id);
            }
        }

        return holds;
    }

    private static TRow? FindOrLoad<TKey, TRow>(Table<TKey, TRow> table, TKey key, Func<TKey, TRow?> read)
        where TKey : notnull
        where TRow : class
    {
        if (table.Find(key) is { } known)
        {
            return known;
        }

        var row = read(key);
        if (row is not null)
        {
            table.Load(key, row);
        }

        return row;
    }

    private static Shelf<TPosition> Shelf<TKey, TPosition>(Dictionary<TKey, Shelf<TPosition>> shelves, TKey owner)
        where TKey : notnull
        where TPosition : struct, IComparable<TPosition>
    {
        if (!shelves.TryGetValue(owner, out var shelf))
        {
            shelves.Add(owner, shelf = new());
        }

        return shelf;
    }

    private void OnLotChange(Lot? old, Lot? now)
    {
        var lot = (now ?? old)!;
        if (now is null)
        {
            _lotIds.Remove((lot.Account, lot.Purchase, lot.BudgetPeriod));
        }
        else if (old is null)
        {
            _lotIds[(lot.Account, lot.Purchase, lot.BudgetPeriod)] = lot.Id;
        }

        if (now is { Available.IsPositive: true })
        {
            Shelf(_lotShelves, lot.Account).Add(lot.Position);
        }
        else if (old is not null)
        {
            Shelf(_lotShelves, lot.Account).Remove(lot.Position);
        }
    }

    private void OnHoldChange(Hold? old, Hold? now)
    {
        var hold = (now ?? old)!;
        var shelf = Shelf(_holdShelves, TenantScopedId.TenantOf(hold.Id.Value));
        if (now is { Stands: true })
        {
            shelf.Add(hold.Limit);
        }
        else
        {
            shelf.Remove(hold.Limit);
        }
    }

    private void OnOverageChange(OpenOverage? old, OpenOverage? now)
    {
        var overage = (now ?? old)!;
        if (now is { Amount.IsPositive: true })
        {
            Shelf(_overageShelves, overage.Account).Add(new(overage.Charge));
        }
        else
        {
            Shelf(_overageShelves, overage.Account).Remove(new(overage.Charge));
        }
    }

    /// <summary>A point to roll back to.</summary>
    internal readonly record struct Mark(
        int Heads, int Accounts, int Lots, int Purchases, int Overages, int Texts, int Charges, int Holds, int Transfers, int Usage);

    private readonly record struct OverageAge(ChargeId Charge) : IComparable<OverageAge>
    {
        public int CompareTo(OverageAge other) => Charge.Value.CompareTo(other.Charge.Value);
    }
}
