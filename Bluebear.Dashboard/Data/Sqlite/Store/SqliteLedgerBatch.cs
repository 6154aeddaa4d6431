using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>One transaction of the ledger's connection. Holds the gate until it is disposed.</summary>
internal sealed class SqliteLedgerBatch(LedgerConnection connection, DatabaseGate.Pass pass, bool isUnchanged, Action committed)
    : ILedgerBatch
{
    private bool _isOpen = true;

    /// <inheritdoc/>
    public bool IsUnchangedSinceLastBatch => isUnchanged;

    /// <inheritdoc/>
    public TenantHead? FindHead(TenantId tenant) => Read(() => connection.Heads.Find(tenant));

    /// <inheritdoc/>
    public Account? FindAccount(AccountId id) => Read(() => connection.Accounts.Find(id));

    /// <inheritdoc/>
    public AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey) =>
        Read(() => connection.Accounts.FindActiveByName(tenant, kind, nameKey));

    /// <inheritdoc/>
    public AccountId? FindActiveByRef(TenantId tenant, string refKey) =>
        Read(() => connection.Accounts.FindActiveByRef(tenant, refKey));

    /// <inheritdoc/>
    public IReadOnlyList<AccountId> ChildrenOf(AccountId parent) => Read(() => connection.Accounts.ChildrenOf(parent));

    /// <inheritdoc/>
    public IReadOnlyList<AccountId> AccountsWithFigures(TenantId tenant) => Read(() => connection.Accounts.WithFigures(tenant));

    /// <inheritdoc/>
    public IReadOnlyList<AccountId> AccountsWithEndedLots(TenantId tenant, DateTimeOffset now, int count) =>
        Read(() => connection.Lots.AccountsWithEnded(tenant, now, count));

    /// <inheritdoc/>
    public Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId budgetPeriod) =>
        Read(() => connection.Lots.Find(account, purchase, budgetPeriod));

    /// <inheritdoc/>
    public IReadOnlyList<Lot> LotsInBurnOrder(AccountId account, BurnPosition? after, int count) =>
        Read(() => connection.Lots.InBurnOrder(account, after, count));

    /// <inheritdoc/>
    public Purchase? FindPurchase(PurchaseId id) => Read(() => connection.Purchases.Find(id));

    /// <inheritdoc/>
    public Transfer? FindTransfer(TransferId id) => Read(() => connection.Transfers.Find(id));

    /// <inheritdoc/>
    public IReadOnlyList<Transfer> TransfersOfOperation(TransferId first) => Read(() => connection.Transfers.OfOperation(first));

    /// <inheritdoc/>
    public TransferId? FindReversalOf(TransferId id) => Read(() => connection.Transfers.FindReversalOf(id));

    /// <inheritdoc/>
    public IReadOnlyList<OpenOverage> OpenOverages(AccountId account, ChargeId? after, int count) =>
        Read(() => connection.Overages.Open(account, after, count));

    /// <inheritdoc/>
    public Hold? FindHold(HoldId id) => Read(() => connection.Holds.Find(id) is not { } hold ? null
        : hold.Transfer is { } first ? HoldShares.Of(hold, connection.Transfers.OfOperation(first)) : hold);

    /// <inheritdoc/>
    public IReadOnlyList<HoldLimit> HoldsByLimit(TenantId tenant, HoldLimit? after, int count) =>
        Read(() => connection.Holds.ByLimit(tenant, after, count));

    /// <inheritdoc/>
    public IReadOnlyList<Transfer> TransfersOfCharge(ChargeId charge) => Read(() => connection.Transfers.OfCharge(charge));

    /// <inheritdoc/>
    public Budget? FindBudget(BudgetId id) => Read(() => connection.Budgets.Find(id));

    /// <inheritdoc/>
    public Budget? FindBudgetByKey(TenantId tenant, Hash128 key) => Read(() => connection.Budgets.FindByKey(tenant, key));

    /// <inheritdoc/>
    public IReadOnlyList<Budget> RunningBudgetsOf(AccountId account) => Read(() => connection.Budgets.RunningOf(account));

    /// <inheritdoc/>
    public IReadOnlyList<BudgetId> BudgetsDrawingOn(AccountId source) => Read(() => connection.Budgets.DrawingOn(source));

    /// <inheritdoc/>
    public IReadOnlyList<AccountId> AccountsWithBudgetsDue(TenantId tenant, DateTimeOffset now, int count) =>
        Read(() => connection.Budgets.AccountsWithDue(tenant, now, count));

    /// <inheritdoc/>
    public BudgetPeriod? FindPeriod(BudgetPeriodId id) => Read(() => connection.BudgetPeriods.Find(id));

    /// <inheritdoc/>
    public IReadOnlyList<BudgetPeriod> WaitingPeriods(AccountId source, WaitingPlace? after, int count) =>
        Read(() => connection.BudgetPeriods.Waiting(source, after, count));

    /// <inheritdoc/>
    public TextId? FindText(TenantId tenant, TextKind kind, string value) => Read(() => connection.Texts.Find(tenant, kind, value));

    /// <inheritdoc/>
    public Transfer? FindTransferByKey(TenantId tenant, Hash128 key) => Read(() => connection.Transfers.FindByKey(tenant, key));

    /// <inheritdoc/>
    public Charge? FindChargeByKey(TenantId tenant, Hash128 key) => Read(() => connection.Charges.FindByKey(tenant, key));

    /// <inheritdoc/>
    public Charge? FindCharge(ChargeId id) => Read(() => connection.Charges.Find(id));

    /// <inheritdoc/>
    public SpendPolicies FindPolicies(TenantId tenant) => Read(() => connection.Policies.Find(tenant));

    /// <inheritdoc/>
    public TimeZoneInfo ZoneOf(TenantId tenant) => Read(() => connection.Usage.ZoneOf(tenant));

    /// <inheritdoc/>
    public bool AreMovesStopped(TenantId tenant) => Read(() => connection.Heads.AreMovesStopped(tenant));

    /// <inheritdoc/>
    public LastFigures FiguresOf(AccountId account) => Read(() => connection.Transfers.LastOf(account));

    /// <inheritdoc/>
    public bool HasBeenLookedAt(Account account) => Read(() => connection.Heads.HasBeenLookedAt(account));

    /// <inheritdoc/>
    public IdempotencyRecord? FindIdempotencyRecord(TenantId tenant, Hash128 key) => Read(() => connection.IdempotencyRecords.Find(tenant, key));

    /// <inheritdoc/>
    public void Write(BookChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        StoreFailure.Translate(() => WriteInOrder(changes));
    }

    /// <inheritdoc/>
    public void Commit()
    {
        StoreFailure.Translate(connection.Commit.Execute);
        _isOpen = false;
        committed();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_isOpen)
            {
                connection.Accounts.Forget();
                connection.RollBack.Execute();
            }
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
        }
        finally
        {
            _isOpen = false;
            pass.Dispose();
        }
    }

    private static TResult Read<TResult>(Func<TResult> read) => StoreFailure.Translate(read);

    // Rows come before the rows that refer to them.
    private void WriteInOrder(BookChanges changes)
    {
        WriteEach(changes.Texts, connection.Texts.Append);
        connection.Accounts.Write(changes.Accounts);
        WriteEach(changes.Budgets, connection.Budgets.Write);
        WriteEach(changes.BudgetPeriods, connection.BudgetPeriods.Write);
        WriteEach(changes.Holds, connection.Holds.Write);
        WriteEach(changes.Charges, connection.Charges.Append);
        WriteEach(changes.Transfers, connection.Transfers.Append);
        WriteEach(changes.Purchases, connection.Purchases.Write);
        WriteEach(changes.Lots, connection.Lots.Write);
        WriteEach(changes.Transfers, connection.Transfers.AppendEntries);
        WriteEach(changes.Overages, connection.Overages.Write);
        connection.Usage.Add(changes.Usage);
        WriteEach(changes.IdempotencyRecords, connection.IdempotencyRecords.Append);
        WriteEach(changes.Notes, connection.Audit.Append);
        WriteEach(changes.Differences, Stop);
        WriteEach(changes.Seals, connection.Seals.Append);
        WriteEach(changes.Heads, connection.Heads.Write);
    }

    private void Stop(FoundDifference found)
    {
        if (connection.Heads.StopMoves(found.Tenant, found.At) is { } company)
        {
            connection.Audit.Append(found.ToNote(company));
        }
    }

    private static void WriteEach<TRow>(IReadOnlyList<TRow> rows, Action<TRow> write)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            write(rows[i]);
        }
    }
}
