using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>The working set that one batch decides on: what it has read, what it changed, and what it will write.</summary>
/// <remarks>
/// Use it from one thread only. Throw a book away if its transaction was rolled back. After a commit it may serve the next batch
/// if no other process wrote to the database. It reads through <see cref="IBookSource"/> only, in burn order, and only as far as
/// needed. Each kind of row is a section: a new kind is a section here, a part of <see cref="BookChanges"/>, and a table.
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
    private readonly BudgetSection _budgets;
    private readonly PeriodSection _periods;
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
        _budgets = new(this);
        _periods = new(this);
        _texts = new(
            static text => (TenantScopedId.TenantOf(text.Id.Value), text.Kind, text.Value),
            key => Source.FindText(key.Tenant, key.Kind, key.Value) is { } id ? new(id, key.Kind, key.Value) : null);
        _spentKeys = new(static spent => (spent.Tenant, spent.Mark.Key), key => Source.FindIdempotencyRecord(key.Tenant, key.Key));
        _sections =
        [
            _heads, _accounts, _lots, _purchases, _overages, _holds, _charges, _budgets, _periods, _texts, _spentKeys, _transfers, _usage,
            _notes,
        ];
    }

    /// <summary>The reads of the transaction that the book serves now.</summary>
    public IBookSource Source { get; private set; }

    /// <summary>True when so much is in memory that the next batch should begin with an empty book.</summary>
    public bool IsFull => _sections.Sum(static section => section.Count) > MaxRows;

    /// <summary>The clock's time for the posting that is being decided.</summary>
    internal DateTimeOffset Clock { get; set; }

    /// <summary>Transfers decided since the last write, in order.</summary>
    internal IReadOnlyList<Transfer> PendingTransfers => _transfers.Rows;

    /// <summary>Serves the next batch.</summary>
    public void Attach(IBookSource source) => Source = source;

    /// <summary>The tenant's head, or null for an unknown tenant.</summary>
    public TenantHead? FindHead(TenantId tenant) => _heads.Find(tenant);

    /// <summary>
    /// An account with its current figures, or null. It is checked against its last entry when it is loaded for the first time.
    /// </summary>
    public Account? FindAccount(AccountId id) => _accounts.Find(id);

    /// <summary>
    /// True if a check, or this book, found a difference in the tenant's books that a finance admin has not reviewed.
    /// </summary>
    public bool AreMovesStopped(TenantId tenant) => _trust.AreMovesStopped(tenant, Source);

    /// <inheritdoc cref="AccountSection.FindActiveByRef"/>
    public AccountId? FindActiveByRef(TenantId tenant, string refKey) => _accounts.FindActiveByRef(tenant, refKey);

    /// <summary>A purchase with its current figures, or null.</summary>
    public Purchase? FindPurchase(PurchaseId id) => _purchases.Find(id);

    /// <summary>A usage record, or null.</summary>
    public Charge? FindCharge(ChargeId id) => _charges.Find(id);

    /// <inheritdoc cref="ChargeSection.FindByKey"/>
    public Charge? FindChargeByKey(TenantId tenant, Hash128 key) => _charges.FindByKey(tenant, key);

    /// <summary>A hold in its current state, or null.</summary>
    public Hold? FindHold(HoldId id) => _holds.Find(id);

    /// <inheritdoc cref="HoldSection.NextLimit"/>
    public HoldLimit? NextHoldLimit(TenantId tenant) => _holds.NextLimit(tenant);

    /// <summary>A budget in its current state, or null.</summary>
    public Budget? FindBudget(BudgetId id) => _budgets.Find(id);

    /// <inheritdoc cref="BudgetSection.FindByKey"/>
    public Budget? FindBudgetByKey(TenantId tenant, Hash128 key) => _budgets.FindByKey(tenant, key);

    /// <inheritdoc cref="BudgetSection.RunningOf"/>
    public IReadOnlyList<Budget> RunningBudgetsOf(AccountId account) => _budgets.RunningOf(account);

    /// <summary>A budget period in its current state, or null.</summary>
    public BudgetPeriod? FindPeriod(BudgetPeriodId id) => id.IsNone ? null : _periods.Find(id);

    /// <inheritdoc cref="PeriodSection.NextWaiting"/>
    public WaitingPlace? FirstWaiting(AccountId source, WaitingPlace? after) => _periods.NextWaiting(source, after);

    /// <inheritdoc cref="LotSection.Find(AccountId, PurchaseId, BudgetPeriodId)"/>
    public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId period) => _lots.Find(account, purchase, period);

    /// <inheritdoc cref="LotSection.Next"/>
    public Lot? NextLot(AccountId account, BurnPosition? after) => _lots.Next(account, after);

    /// <inheritdoc cref="OverageSection.Oldest"/>
    public OpenOverage? OldestOverage(AccountId account) => _overages.Oldest(account);

    /// <summary>What an account owes for a charge, if that is in memory; otherwise zero.</summary>
    internal Credits OverageOf(AccountId account, ChargeId charge) => _overages.Known((account, charge))?.Amount ?? Credits.Zero;

    /// <summary>What an account owes for a charge, read from the database if it is not in memory.</summary>
    internal OpenOverage? FindOverage(AccountId account, ChargeId charge) => _overages.Find((account, charge));

    /// <summary>
    /// The transfers that settle, later pay or refund a charge, in order. Transfers that only move what is owed may be missing.
    /// </summary>
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

    /// <summary>The tenant's spend policies. Read once: a change of policies ends the book.</summary>
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

    internal void Set(Budget budget) => _budgets.Set(budget);

    internal void Set(BudgetPeriod period) => _periods.Set(period);

    internal void Set(InternedText text) => _texts.Set(text);

    internal void Set(IdempotencyRecord key) => _spentKeys.Set(key);

    internal void Append(AuditNote note) => _notes.Append(note);

    internal void Append(Transfer transfer) => _transfers.Append(transfer);

    internal void Append(UsageDelta usage) => _usage.Append(usage);

    /// <summary>Sets the point to which <see cref="RollBack"/> returns. Replaces an earlier mark.</summary>
    internal void Mark()
    {
        foreach (var section in _sections)
        {
            section.Mark();
        }
    }

    /// <summary>Undoes everything since the mark. Not possible for changes that were taken for writing since.</summary>
    internal void RollBack()
    {
        foreach (var section in _sections)
        {
            section.RollBack();
        }
    }

    /// <summary>The changes since the last call, to be written now. <see cref="RollBack"/> no longer undoes them.</summary>
    public BookChanges TakeChanges()
    {
        var changes = Take();
        _seals.Add(changes, HeadOf);
        return changes;
    }

    /// <summary>
    /// Like <see cref="TakeChanges()"/>, and seals what the batch adds for each tenant. The last call of a batch.
    /// </summary>
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

    /// <summary>Loads an account for the first time and checks it against its last entry.</summary>
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
        Budgets = _budgets.TakeChanges(),
        BudgetPeriods = _periods.TakeChanges(),
        IdempotencyRecords = [.. _spentKeys.TakeChanges().Select(key => key with { Seal = HeadOf(key.Tenant).Seals + 1 })],
        Notes = _notes.TakeChanges(),
        Differences = _trust.TakeFound(),
        Seals = [],
    };
}
