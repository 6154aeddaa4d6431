using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>Books in memory: what a database would hold, written naively, so that decisions can be tested by the million.</summary>
internal class MemoryBooks : IBookSource
{
    public Dictionary<TenantId, TenantHead> Heads { get; private set; } = [];

    public Dictionary<AccountId, Account> Accounts { get; private set; } = [];

    public Dictionary<LotId, Lot> Lots { get; private set; } = [];

    public Dictionary<PurchaseId, Purchase> Purchases { get; private set; } = [];

    public Dictionary<(AccountId, ChargeId), OpenOverage> Overages { get; private set; } = [];

    public Dictionary<ChargeId, Charge> Charges { get; private set; } = [];

    public Dictionary<HoldId, Hold> Holds { get; private set; } = [];

    public Dictionary<BudgetId, Budget> Budgets { get; private set; } = [];

    public Dictionary<BudgetPeriodId, BudgetPeriod> Periods { get; private set; } = [];

    public Dictionary<(TenantId, TextKind, string), TextId> Texts { get; private set; } = [];

    public Dictionary<TransferId, Transfer> Transfers { get; private set; } = [];

    public SpendPolicies Policies { get; set; } = SpendPolicies.Default;

    public List<IdempotencyRecord> IdempotencyRecords { get; private set; } = [];

    public List<AuditNote> Notes { get; private set; } = [];

    public List<Seal> Seals { get; private set; } = [];

    public List<InternedText> WrittenTexts { get; private set; } = [];

    public List<UsageDelta> Usage { get; private set; } = [];

    /// <summary>How often an account was read.</summary>
    public int AccountReads { get; private set; }

    private Dictionary<(TenantId, Hash128), Transfer> _byKey = [];
    private Dictionary<(TenantId, Hash128), Charge> _chargesByKey = [];
    private Dictionary<(TenantId, Hash128), IdempotencyRecord> _spentByKey = [];
    private Dictionary<(AccountId, PurchaseId, BudgetPeriodId), LotId> _lotIds = [];
    private Dictionary<AccountId, HashSet<LotId>> _lotsOf = [];
    private Dictionary<AccountId, long> _used = [];
    private Dictionary<TransferId, TransferId> _reversals = [];
    private Dictionary<TransferId, List<Transfer>> _operations = [];
    private Dictionary<ChargeId, List<Transfer>> _ofCharge = [];
    private SortedSet<HoldLimit> _limits = [];

    /// <summary>A tenant in the given mode with its Primary Workspace (account number 1).</summary>
    public static MemoryBooks WithTenant(int number = 1, CreditMode mode = CreditMode.WorkspaceBudget)
    {
        var books = new MemoryBooks();
        books.AddTenant(number, mode);
        return books;
    }

    public TenantId AddTenant(int number, CreditMode mode)
    {
        var tenant = new TenantId(number);
        var primary = new AccountId(TenantScopedId.Compose(tenant, 1));
        Heads.Add(tenant, new() { Tenant = tenant, Primary = primary, Mode = mode, Accounts = 1 });
        Accounts.Add(primary, new()
        {
            Id = primary,
            Kind = AccountKinds.Tenant,
            Name = "Primary Workspace",
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return tenant;
    }

    public void Write(BookChanges changes)
    {
        changes.Heads.ToList().ForEach(head => Heads[head.Tenant] = head);
        changes.Accounts.ToList().ForEach(account => Accounts[account.Id] = account);
        changes.Lots.ToList().ForEach(Set);
        changes.Purchases.ToList().ForEach(purchase => Purchases[purchase.Id] = purchase);
        changes.Overages.ToList().ForEach(overage => Overages[(overage.Account, overage.Charge)] = overage);
        changes.Charges.ToList().ForEach(Add);
        changes.Holds.ToList().ForEach(Set);
        changes.Budgets.ToList().ForEach(budget => Budgets[budget.Id] = budget);
        changes.BudgetPeriods.ToList().ForEach(Set);
        changes.Texts.ToList().ForEach(text => Texts.Add((TenantScopedId.TenantOf(text.Id.Value), text.Kind, text.Value), text.Id));
        WrittenTexts.AddRange(changes.Texts);
        changes.Transfers.ToList().ForEach(Append);
        changes.IdempotencyRecords.ToList().ForEach(Add);
        Notes.AddRange(changes.Notes);
        Seals.AddRange(changes.Seals);
        changes.Usage.ToList().ForEach(Add);
    }

    /// <summary>Becomes a copy of other books.</summary>
    public void TakeOver(MemoryBooks other)
    {
        (Heads, Accounts, Lots, Purchases) = (new(other.Heads), new(other.Accounts), new(other.Lots), new(other.Purchases));
        (Overages, Charges, Holds, Texts) = (new(other.Overages), new(other.Charges), new(other.Holds), new(other.Texts));
        (Budgets, Periods) = (new(other.Budgets), new(other.Periods));
        (Transfers, Seals, Usage, Policies) = (new(other.Transfers), [.. other.Seals], [.. other.Usage], other.Policies);
        (IdempotencyRecords, Notes, WrittenTexts) = ([.. other.IdempotencyRecords], [.. other.Notes], [.. other.WrittenTexts]);
        Zone = other.Zone;
        (_byKey, _reversals, _limits) = (new(other._byKey), new(other._reversals), [.. other._limits]);
        (_chargesByKey, _spentByKey, _lotIds, _used) = (new(other._chargesByKey), new(other._spentByKey), new(other._lotIds), new(other._used));
        _lotsOf = other._lotsOf.ToDictionary(static own => own.Key, static own => own.Value.ToHashSet());
        _operations = other._operations.ToDictionary(static own => own.Key, static own => own.Value.ToList());
        _ofCharge = other._ofCharge.ToDictionary(static own => own.Key, static own => own.Value.ToList());
    }

    public TenantHead? FindHead(TenantId tenant) => Heads.GetValueOrDefault(tenant);

    public Account? FindAccount(AccountId id)
    {
        AccountReads++;
        return Accounts.GetValueOrDefault(id);
    }

    public AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey) => Active(tenant)
        .FirstOrDefault(account => account.Kind == kind && Account.NameKey(account.Name) == nameKey)?.Id;

    public AccountId? FindActiveByRef(TenantId tenant, string refKey) => Active(tenant)
        .FirstOrDefault(account => account.Ref is { } own && Account.NameKey(own) == refKey)?.Id;

    public IReadOnlyList<AccountId> ChildrenOf(AccountId parent) =>
        [.. Active(parent.Tenant).Where(account => account.Parent == parent).Select(account => account.Id)];

    public IReadOnlyList<AccountId> AccountsWithFigures(TenantId tenant) =>
        [.. Of(tenant).Where(a => a.Available.IsPositive || a.Reserved.IsPositive || a.Overage.IsPositive).Select(a => a.Id).OrderBy(id => id.Value)];

    public IReadOnlyList<AccountId> AccountsWithEndedLots(TenantId tenant, DateTimeOffset now, int count) =>
    [
        .. Lots.Values.Where(lot => lot.Available.IsPositive && lot.HasEnded(now) && lot.Account.Tenant == tenant
                && (lot.BudgetPeriod.IsNone || Purchases[lot.Purchase].ExpiresAt == lot.EndsAt))
            .Select(lot => lot.Account).Distinct().Take(count),
    ];

    public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId budgetPeriod) =>
        _lotIds.TryGetValue((account, purchase, budgetPeriod), out var id) ? Lots[id] : null;

    public IReadOnlyList<Lot> LotsInBurnOrder(AccountId account, BurnPosition? after, int count) =>
    [
        .. (_lotsOf.GetValueOrDefault(account) ?? []).Select(id => Lots[id]).Where(static lot => lot.Available.IsPositive)
            .Where(lot => after is null || lot.Position > after.Value)
            .OrderBy(lot => lot.Position).Take(count),
    ];

    public Purchase? FindPurchase(PurchaseId id) => Purchases.GetValueOrDefault(id);

    public Transfer? FindTransfer(TransferId id) => Transfers.GetValueOrDefault(id);

    public IReadOnlyList<Transfer> TransfersOfOperation(TransferId first) => _operations.GetValueOrDefault(first) ?? [];

    public TransferId? FindReversalOf(TransferId id) => _reversals.TryGetValue(id, out var reversal) ? reversal : null;

    public IReadOnlyList<OpenOverage> OpenOverages(AccountId account, ChargeId? after, int count) =>
    [
        .. Overages.Values.Where(o => o.Account == account && o.Amount.IsPositive && (after is null || o.Charge.Value > after.Value.Value))
            .OrderBy(o => o.Charge.Value).Take(count),
    ];

    // As a database has it: what is held stands in the entries alone.
    public Hold? FindHold(HoldId id) => Holds.GetValueOrDefault(id) is not { } hold ? null
        : hold.Transfer is { } first ? HoldShares.Of(hold with { Shares = [] }, TransfersOfOperation(first)) : hold;

    public IReadOnlyList<HoldLimit> HoldsByLimit(TenantId tenant, HoldLimit? after, int count) =>
    [
        .. (after is { } from ? _limits.GetViewBetween(from, new(DateTimeOffset.MaxValue, new(long.MaxValue))) : _limits)
            .Where(limit => TenantScopedId.TenantOf(limit.Hold.Value) == tenant && limit != after).Take(count),
    ];

    public IReadOnlyList<Transfer> TransfersOfCharge(ChargeId charge) => _ofCharge.GetValueOrDefault(charge) ?? [];

    public Budget? FindBudget(BudgetId id) => Budgets.GetValueOrDefault(id);

    public Budget? FindBudgetByKey(TenantId tenant, Hash128 key) =>
        Budgets.Values.FirstOrDefault(budget => budget.Id.Tenant == tenant && budget.Mark?.Key == key);

    public IReadOnlyList<Budget> RunningBudgetsOf(AccountId account) =>
        [.. Budgets.Values.Where(budget => budget.Account == account && budget.IsRunning).OrderBy(budget => budget.Id.Value)];

    public IReadOnlyList<BudgetId> BudgetsDrawingOn(AccountId source) =>
        [.. Budgets.Values.Where(budget => budget.Source == source && budget.IsRunning).Select(budget => budget.Id).OrderBy(id => id.Value)];

    public IReadOnlyList<AccountId> AccountsWithBudgetsDue(TenantId tenant, DateTimeOffset now, int count) =>
    [
        .. Budgets.Values.Where(budget => budget.Id.Tenant == tenant && budget.NextAt <= now).GroupBy(budget => budget.Account)
            .OrderBy(own => own.Min(budget => budget.NextAt)).ThenBy(own => own.Key.Value).Select(own => own.Key).Take(count),
    ];

    public BudgetPeriod? FindPeriod(BudgetPeriodId id) => Periods.GetValueOrDefault(id);

    public IReadOnlyList<BudgetPeriod> WaitingPeriods(AccountId source, WaitingPlace? after, int count) =>
    [
        .. Periods.Values.Where(period => period.Source == source && period.Place is { } place && (after is null || place > after.Value))
            .OrderBy(period => period.Place!.Value).Take(count),
    ];

    public TextId? FindText(TenantId tenant, TextKind kind, string value) =>
        Texts.TryGetValue((tenant, kind, value), out var id) ? id : null;

    public Transfer? FindTransferByKey(TenantId tenant, Hash128 key) => _byKey.GetValueOrDefault((tenant, key));

    public Charge? FindChargeByKey(TenantId tenant, Hash128 key) => _chargesByKey.GetValueOrDefault((tenant, key));

    public Charge? FindCharge(ChargeId id) => Charges.GetValueOrDefault(id);

    public SpendPolicies FindPolicies(TenantId tenant) => Policies;

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public TimeZoneInfo ZoneOf(TenantId tenant) => Zone;

    public bool AreMovesStopped(TenantId tenant) => false;

    // The balances that nobody edits: what an account says is what its last entry says.
    public LastFigures FiguresOf(AccountId account)
    {
        var own = Accounts[account];
        return new(own.EntrySequence, own.Available, own.Reserved, own.Overage, own.Available, own.Reserved);
    }

    public bool HasBeenLookedAt(Account account) => false;

    public IdempotencyRecord? FindIdempotencyRecord(TenantId tenant, Hash128 key) => _spentByKey.GetValueOrDefault((tenant, key));

    private IEnumerable<Account> Of(TenantId tenant) => Accounts.Values.Where(account => account.Id.Tenant == tenant);

    private IEnumerable<Account> Active(TenantId tenant) => Of(tenant).Where(account => account.IsActive);

    // As a database does: a budget has one period of each number.
    private void Set(BudgetPeriod period)
    {
        if (Periods.Values.Any(other => other.Budget == period.Budget && other.Number == period.Number && other.Id != period.Id))
        {
            throw new ArgumentException($"Budget {period.Budget.Value} has a period {period.Number} already.");
        }

        Periods[period.Id] = period;
    }

    private void Set(Lot lot)
    {
        Lots[lot.Id] = lot;
        _lotIds[(lot.Account, lot.Purchase, lot.BudgetPeriod)] = lot.Id;
        if (!_lotsOf.TryGetValue(lot.Account, out var own))
        {
            _lotsOf.Add(lot.Account, own = []);
        }

        own.Add(lot.Id);
    }

    private void Add(Charge charge)
    {
        Charges.Add(charge.Id, charge);
        if (charge.Mark is { } mark)
        {
            _chargesByKey.Add((TenantScopedId.TenantOf(charge.Id.Value), mark.Key), charge);
        }
    }

    private void Add(IdempotencyRecord spent)
    {
        _spentByKey.Add((spent.Tenant, spent.Mark.Key), spent);
        IdempotencyRecords.Add(spent);
    }

    // As a database keeps sums of usage: one that it cannot store is refused.
    private void Add(UsageDelta usage)
    {
        _used[usage.Payer] = checked(_used.GetValueOrDefault(usage.Payer) + usage.Credits.MicroCredits);
        Usage.Add(usage);
    }

    private void Set(Hold hold)
    {
        Holds[hold.Id] = hold;
        if (hold.Stands)
        {
            _limits.Add(hold.Limit);
        }
        else
        {
            _limits.Remove(hold.Limit);
        }
    }

    private void Append(Transfer transfer)
    {
        Transfers.Add(transfer.Id, transfer);
        var first = transfer.Operation ?? transfer.Id;
        if (!_operations.TryGetValue(first, out var operation))
        {
            _operations.Add(first, operation = []);
        }

        operation.Add(transfer);
        if (transfer.Charge is { } charge && (transfer.Type == TransferType.Refund || transfer.Mark is null))
        {
            if (!_ofCharge.TryGetValue(charge, out var own))
            {
                _ofCharge.Add(charge, own = []);
            }

            own.Add(transfer);
        }

        if (transfer.Mark is { } mark)
        {
            _byKey.Add((TenantScopedId.TenantOf(transfer.Id.Value), mark.Key), transfer);
        }

        if (transfer.Reverses is { } reverses)
        {
            _reversals.Add(reverses, transfer.Id);
        }
    }
}
