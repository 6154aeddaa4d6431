using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>The working set that one batch decides on: what it has read, what it changed, and what it will write.</summary>
/// <remarks>
/// Not for several threads. A book that took part in a transaction that was rolled back must be thrown away; after a commit it may
/// serve the next batch as long as nobody else wrote. All its reads come from <see cref="IBookSource"/>, in burn order and only as
/// far as needed. Each kind of row is a section: what is new is a section here, a part of <see cref="BookChanges"/>, and a table.
/// </remarks>
public sealed class Book
{
    private const int MaxRows = 50_000;

    private readonly Section<TenantId, TenantHead> _heads;
    private readonly AccountSection _accounts;
    private readonly LotSection _lots;
    private readonly Section<PurchaseId, Purchase> _purchases;
    private readonly OverageSection _overages;
    private readonly HoldSection _holds;
    private readonly ChargeSection _charges;
    private readonly Section<(TenantId Tenant, TextKind Kind, string Value), InternedText> _texts;
    private readonly Section<(TenantId Tenant, Hash128 Key), IdempotencyRecord> _spentKeys;
    private readonly TransferJournal _transfers = new();
    private readonly Journal<UsageDelta> _usage = new();
    private readonly Journal<AuditNote> _notes = new();
    private readonly ISection[] _sections;
    private readonly Dictionary<TenantId, SpendPolicies> _policies = [];
    private readonly BatchSeals _seals = new();
    private readonly BookTrust _trust = new();

    /// <summary>Makes an empty book over a transaction's reads.</summary>
    public Book(IBookSource source)
    {
        Source = source;
        _heads = new(static head => head.Tenant, LoadHead);
        _accounts = new(this);
        _lots = new(this);
        _purchases = new(static purchase => purchase.Id, id => Source.FindPurchase(id));
        _overages = new(this);
        _holds = new(this);
        _charges = new(this);
        _texts = new(
            static text => (TenantScopedId.TenantOf(text.Id.Value), text.Kind, text.Value),
            key => Source.FindText(key.Tenant, key.Kind, key.Value) is { } id ? new(id, key.Kind, key.Value) : null);
        _spentKeys = new(static spent => (spent.Tenant, spent.Mark.Key), key => Source.FindIdempotencyRecord(key.Tenant, key.Key));
        _sections =
        [
            _heads, _accounts, _lots, _purchases, _overages, _holds, _charges, _texts, _spentKeys, _transfers, _usage, _notes,
        ];
    }

    /// <summary>The reads of the transaction that the book serves now.</summary>
    public IBookSource Source { get; private set; }

    /// <summary>True when so much is in memory that the next batch should begin with an empty book.</summary>
    public bool IsFull => _sections.Sum(static section => section.Count) > MaxRows;

    /// <summary>What the clock says at the posting that is being decided.</summary>
    internal DateTimeOffset Clock { get; set; }

    /// <summary>Transfers decided since the last write, in order.</summary>
    internal IReadOnlyList<Transfer> PendingTransfers => _transfers.Rows;

    /// <summary>Serves the next batch.</summary>
    public void Attach(IBookSource source) => Source = source;

    /// <summary>The tenant's head, or null for an unknown tenant.</summary>
    public TenantHead? FindHead(TenantId tenant) => _heads.Find(tenant);

    /// <summary>An account as it stands, or null. One that is loaded for the first time is checked against its last entry.</summary>
    public Account? FindAccount(AccountId id) => _accounts.Find(id);

    /// <summary>True where a difference in the tenant's books was found, also by this book, and nobody has looked at it yet.</summary>
    public bool AreMovesStopped(TenantId tenant) => _trust.AreMovesStopped(tenant, Source);

    /// <inheritdoc cref="AccountSection.FindActiveByRef"/>
    public AccountId? FindActiveByRef(TenantId tenant, string refKey) => _accounts.FindActiveByRef(tenant, refKey);

    /// <summary>A purchase as it stands, or null.</summary>
    public Purchase? FindPurchase(PurchaseId id) => _purchases.Find(id);

    /// <summary>A usage record, or null.</summary>
    public Charge? FindCharge(ChargeId id) => _charges.Find(id);

    /// <inheritdoc cref="ChargeSection.FindByKey"/>
    public Charge? FindChargeByKey(TenantId tenant, Hash128 key) => _charges.FindByKey(tenant, key);

    /// <summary>A hold as it stands, or null.</summary>
    public Hold? FindHold(HoldId id) => _holds.Find(id);

    /// <inheritdoc cref="HoldSection.NextLimit"/>
    public HoldLimit? NextHoldLimit(TenantId tenant) => _holds.NextLimit(tenant);

    /// <inheritdoc cref="LotSection.Find(AccountId, PurchaseId, BudgetPeriodId)"/>
    public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId period) => _lots.Find(account, purchase, period);

    /// <inheritdoc cref="LotSection.Next"/>
    public Lot? NextLot(AccountId account, BurnPosition? after) => _lots.Next(account, after);

    /// <inheritdoc cref="OverageSection.Oldest"/>
    public OpenOverage? OldestOverage(AccountId account) => _overages.Oldest(account);

    /// <summary>What one account owes for one charge, as far as it is in memory; zero where nothing is open.</summary>
    internal Credits OverageOf(AccountId account, ChargeId charge) => _overages.Known((account, charge))?.Amount ?? Credits.Zero;

    /// <summary>The same, read from the database where it is not in memory.</summary>
    internal OpenOverage? FindOverage(AccountId account, ChargeId charge) => _overages.Find((account, charge));

    /// <summary>The transfers that settle, pay later or refund a charge, in order; those that only move what is owed may be left out.</summary>
    internal IReadOnlyList<Transfer> TransfersOfCharge(Charge charge)
    {
        if (charge.Transfer is not { } first)
        {
            return [];
        }

        var written = Source.TransfersOfCharge(charge.Id);
        var settled = Source.FindTransfer(first);
        var pending = _transfers.Rows.Where(transfer => transfer.Charge == charge.Id);
        return [.. (settled is null ? written : written.Append(settled)).Concat(pending)
            .DistinctBy(static transfer => transfer.Id).OrderBy(static transfer => transfer.Id.Value)];
    }

    /// <summary>A transfer, written or not yet, or null.</summary>
    public Transfer? FindTransfer(TransferId id) =>
        _transfers.Rows.FirstOrDefault(transfer => transfer.Id == id) ?? Source.FindTransfer(id);

    /// <summary>The reversal of a transfer, or null.</summary>
    public TransferId? FindReversalOf(TransferId id) =>
        _transfers.Rows.FirstOrDefault(transfer => transfer.Reverses == id)?.Id ?? Source.FindReversalOf(id);

    /// <summary>The first transfer written under an operation key, or null.</summary>
    public Transfer? FindTransferByKey(TenantId tenant, Hash128 key) =>
        _transfers.FindByKey(tenant, key) ?? Source.FindTransferByKey(tenant, key);

    /// <summary>The tenant's rules of who pays. Asked of the database once: whoever changes them ends the book.</summary>
    public SpendPolicies PoliciesOf(TenantId tenant)
    {
        if (!_policies.TryGetValue(tenant, out var policies))
        {
            _policies.Add(tenant, policies = Source.FindPolicies(tenant));
        }

        return policies;
    }

    /// <summary>What an operation without transfers answered under a key, or null.</summary>
    public IdempotencyRecord? FindIdempotencyRecord(TenantId tenant, Hash128 key) => _spentKeys.Find((tenant, key));

    /// <summary>The id of an interned text, or null.</summary>
    internal TextId? FindText(TenantId tenant, TextKind kind, string value) => _texts.Find((tenant, kind, value))?.Id;

    internal void Set(TenantHead head) => _heads.Set(head);

    internal void Set(Account account) => _accounts.Set(account);

    internal void Set(Lot lot) => _lots.Set(lot);

    internal void Set(Purchase purchase) => _purchases.Set(purchase);

    internal void Set(OpenOverage overage) => _overages.Set(overage);

    internal void Set(Hold hold) => _holds.Set(hold);

    internal void Set(Charge charge) => _charges.Set(charge);

    internal void Set(InternedText text) => _texts.Set(text);

    internal void Set(IdempotencyRecord key) => _spentKeys.Set(key);

    internal void Append(AuditNote note) => _notes.Append(note);

    internal void Append(Transfer transfer) => _transfers.Append(transfer);

    internal void Append(UsageDelta usage) => _usage.Append(usage);

    /// <summary>Notes the point that <see cref="RollBack"/> goes back to, in place of an earlier one.</summary>
    internal void Mark()
    {
        foreach (var section in _sections)
        {
            section.Mark();
        }
    }

    /// <summary>Undoes everything since the mark. Nothing may have been taken for writing since.</summary>
    internal void RollBack()
    {
        foreach (var section in _sections)
        {
            section.RollBack();
        }
    }

    /// <summary>What changed since the last call, to be written now; no longer undone by <see cref="RollBack"/>.</summary>
    public BookChanges TakeChanges()
    {
        var changes = Take();
        _seals.Add(changes, HeadOf);
        return changes;
    }

    /// <summary>As <see cref="TakeChanges()"/>, with a seal over what the batch adds for each tenant: the last call of a batch.</summary>
    public BookChanges TakeChangesAndSeal()
    {
        var changes = TakeChanges();
        var seals = _seals.Close(HeadOf);
        foreach (var seal in seals)
        {
            Set(HeadOf(seal.Tenant) with { Seals = seal.Number, SealHash = seal.Hash });
        }

        var heads = _heads.TakeChanges().Concat(changes.Heads).DistinctBy(static head => head.Tenant);
        return changes with { Seals = seals, Heads = [.. heads] };
    }

    private TenantHead HeadOf(TenantId tenant) => FindHead(tenant)!;

    private TenantHead? LoadHead(TenantId tenant)
    {
        var head = Source.FindHead(tenant);
        if (head is not null)
        {
            _seals.Begin(head);
        }

        return head;
    }

    /// <summary>An account that is loaded for the first time, after it was checked against its last entry.</summary>
    internal Account? LoadAccount(AccountId id)
    {
        var account = Source.FindAccount(id);
        if (account is not null)
        {
            _trust.Check(account, Source, Clock);
        }

        return account;
    }

    private BookChanges Take() => new()
    {
        Transfers = _transfers.TakeChanges(),
        Usage = _usage.TakeChanges(),
        Heads = _heads.TakeChanges(),
        Accounts = _accounts.TakeChanges(),
        Lots = _lots.TakeChanges(),
        Purchases = _purchases.TakeChanges(),
        Overages = _overages.TakeChanges(),
        Texts = BatchSeals.Salt(_texts.TakeChanges()),
        Charges = _charges.TakeChanges(),
        Holds = _holds.TakeChanges(),
        IdempotencyRecords = [.. _spentKeys.TakeChanges().Select(key => key with { Seal = HeadOf(key.Tenant).Seals + 1 })],
        Notes = _notes.TakeChanges(),
        Differences = _trust.TakeFound(),
        Seals = [],
    };
}
