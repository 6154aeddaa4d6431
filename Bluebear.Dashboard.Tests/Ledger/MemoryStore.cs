using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>A store in memory whose failures the test decides on. What was not committed is gone.</summary>
internal sealed class MemoryStore(MemoryBooks books) : ILedgerStore, IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);

    /// <summary>Called before a batch begins; throws to let it not begin.</summary>
    public Action BeforeBegin { get; set; } = static () => { };

    /// <summary>Batches asked for.</summary>
    public int Begins { get; private set; }

    /// <summary>Called before a batch commits; throws to let it fail.</summary>
    public Action<int> BeforeCommit { get; set; } = static _ => { };

    /// <summary>Called after a batch has committed; throws to leave the outcome unknown.</summary>
    public Action<int> AfterCommit { get; set; } = static _ => { };

    /// <summary>Called as a batch writes; throws to refuse it.</summary>
    public Action<BookChanges> OnWrite { get; set; } = static _ => { };

    public int Commits { get; private set; }

    public int Resets { get; private set; }

    /// <summary>Transfers in each committed batch.</summary>
    public List<int> BatchSizes { get; } = [];

    /// <summary>Lets batches wait until <see cref="Resume"/>.</summary>
    public void Pause() => _open.Reset();

    public void Resume() => _open.Set();

    public ILedgerBatch BeginBatch()
    {
        _open.Wait();
        Begins++;
        BeforeBegin();
        return new Batch(this, books);
    }

    public void Reset() => Resets++;

    public void Dispose() => _open.Dispose();

    /// <summary>Reads go to the committed books; writes wait for the commit. Movements that read what they wrote are not for it.</summary>
    private sealed class Batch(MemoryStore store, MemoryBooks books) : ILedgerBatch
    {
        private readonly List<BookChanges> _written = [];

        public bool IsUnchangedSinceLastBatch => true;

        public void Write(BookChanges changes)
        {
            store.OnWrite(changes);
            _written.Add(changes);
        }

        public void Commit()
        {
            store.BeforeCommit(store.Commits);
            _written.ForEach(books.Write);
            store.BatchSizes.Add(_written.Sum(changes => changes.Transfers.Count));
            store.AfterCommit(store.Commits++);
        }

        public void Dispose() => _written.Clear();

        public LedgerHead? FindHead(TenantId tenant) => books.FindHead(tenant);

        public Account? FindAccount(AccountId id) => books.FindAccount(id);

        public AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey) => books.FindActiveByName(tenant, kind, nameKey);

        public AccountId? FindActiveByRef(TenantId tenant, string refKey) => books.FindActiveByRef(tenant, refKey);

        public IReadOnlyList<AccountId> ChildrenOf(AccountId parent) => books.ChildrenOf(parent);

        public IReadOnlyList<AccountId> AccountsWithFigures(TenantId tenant) => books.AccountsWithFigures(tenant);

        public IReadOnlyList<AccountId> AccountsWithEndedLots(TenantId tenant, DateTimeOffset now, int count) =>
            books.AccountsWithEndedLots(tenant, now, count);

        public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId budgetPeriod) =>
            books.FindLot(account, purchase, budgetPeriod);

        public IReadOnlyList<Lot> LotsInBurnOrder(AccountId account, BurnPosition? after, int count) =>
            books.LotsInBurnOrder(account, after, count);

        public Purchase? FindPurchase(PurchaseId id) => books.FindPurchase(id);

        public Transfer? FindTransfer(TransferId id) => books.FindTransfer(id);

        public IReadOnlyList<Transfer> TransfersOfOperation(TransferId first) => books.TransfersOfOperation(first);

        public TransferId? FindReversalOf(TransferId id) => books.FindReversalOf(id);

        public IReadOnlyList<OpenOverage> OpenOverages(AccountId account, ChargeId? after, int count) =>
            books.OpenOverages(account, after, count);

        public Hold? FindHold(HoldId id) => books.FindHold(id);

        public IReadOnlyList<HoldLimit> HoldsByLimit(TenantId tenant, HoldLimit? after, int count) => books.HoldsByLimit(tenant, after, count);

        public IReadOnlyList<Transfer> TransfersOfCharge(ChargeId charge) => books.TransfersOfCharge(charge);

        public TextId? FindText(TenantId tenant, TextKind kind, string value) => books.FindText(tenant, kind, value);

        public Transfer? FindTransferByKey(TenantId tenant, Hash128 key) => books.FindTransferByKey(tenant, key);

        public Charge? FindChargeByKey(TenantId tenant, Hash128 key) => books.FindChargeByKey(tenant, key);

        public Charge? FindCharge(ChargeId id) => books.FindCharge(id);

        public SpendPolicies FindPolicies(TenantId tenant) => books.FindPolicies(tenant);

        public bool AreMovesStopped(TenantId tenant) => books.AreMovesStopped(tenant);

        public SpentKey? FindSpentKey(TenantId tenant, Hash128 key) => books.FindSpentKey(tenant, key);
    }
}
