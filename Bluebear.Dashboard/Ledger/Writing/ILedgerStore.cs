using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>The connection to the database: opens the one transaction in which a batch is decided and written.</summary>
/// <remarks>Only the ledger's writer calls it, from one thread at a time.</remarks>
public interface ILedgerStore
{
    /// <summary>Takes the write gate and begins a transaction.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be written now. Nothing was done.</exception>
    ILedgerBatch BeginBatch();

    /// <summary>Closes open connections after an input/output error. The next batch opens new ones.</summary>
    void Reset();
}

/// <summary>
/// One open transaction: reads for deciding, writes at the end. Disposing it without a commit undoes everything.
/// </summary>
public interface ILedgerBatch : IBookSource, IDisposable
{
    /// <summary>
    /// True if no other connection wrote to the database since the last committed batch, so that the rows in memory are still
    /// right.
    /// </summary>
    bool IsUnchangedSinceLastBatch { get; }

    /// <summary>Writes changes. Later reads of the batch see them. May be called several times.</summary>
    /// <exception cref="LedgerConflictException">A rule of the database refuses the changes. Decide again, one operation at a
    /// time.</exception>
    void Write(BookChanges changes);

    /// <summary>Makes everything durable.</summary>
    /// <exception cref="LedgerUnavailableException">It is unknown whether the changes are durable. Look for them by their
    /// keys.</exception>
    void Commit();
}

/// <summary>The reads that deciding needs. Every answer includes the transaction's own writes.</summary>
public interface IBookSource
{
    /// <summary>The tenant's head, or null for an unknown tenant.</summary>
    TenantHead? FindHead(TenantId tenant);

    /// <summary>An account, also a deleted one, or null.</summary>
    Account? FindAccount(AccountId id);

    /// <summary>The active account of a kind with a <see cref="Account.NameKey"/>, or null.</summary>
    AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey);

    /// <summary>The active account with a reference (compared by <see cref="Account.NameKey"/>), or null.</summary>
    AccountId? FindActiveByRef(TenantId tenant, string refKey);

    /// <summary>The active accounts directly below an account.</summary>
    IReadOnlyList<AccountId> ChildrenOf(AccountId parent);

    /// <summary>The accounts with available or reserved credits or open overage, in id order.</summary>
    IReadOnlyList<AccountId> AccountsWithFigures(TenantId tenant);

    /// <summary>
    /// The accounts with available credits in a lot that ended with its purchase by <paramref name="now"/>, at most
    /// <paramref name="count"/>.
    /// </summary>
    IReadOnlyList<AccountId> AccountsWithEndedLots(TenantId tenant, DateTimeOffset now, int count);

    /// <summary>The account's lot for a purchase and budget period, or null.</summary>
    Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId budgetPeriod);

    /// <summary>
    /// The account's next lots with available credits in burn order: those after <paramref name="after"/> (null: from the first),
    /// at most <paramref name="count"/>. Fewer than that means there are no more.
    /// </summary>
    IReadOnlyList<Lot> LotsInBurnOrder(AccountId account, BurnPosition? after, int count);

    /// <summary>A purchase, or null.</summary>
    Purchase? FindPurchase(PurchaseId id);

    /// <summary>A transfer with its entries, or null.</summary>
    Transfer? FindTransfer(TransferId id);

    /// <summary>The transfers of an operation in order, given its first transfer.</summary>
    IReadOnlyList<Transfer> TransfersOfOperation(TransferId first);

    /// <summary>The reversal of a transfer, or null.</summary>
    TransferId? FindReversalOf(TransferId id);

    /// <summary>
    /// The account's open overages (above zero), oldest charge first: those after <paramref name="after"/> (null: from the
    /// first), at most <paramref name="count"/>. Fewer than that means there are no more.
    /// </summary>
    IReadOnlyList<OpenOverage> OpenOverages(AccountId account, ChargeId? after, int count);

    /// <summary>A hold with its shares of lots, or null.</summary>
    Hold? FindHold(HoldId id);

    /// <summary>
    /// The tenant's open holds by their time limit: those after <paramref name="after"/> (null: from the first), at most
    /// <paramref name="count"/>. Fewer than that means there are no more.
    /// </summary>
    IReadOnlyList<HoldLimit> HoldsByLimit(TenantId tenant, HoldLimit? after, int count);

    /// <summary>
    /// A charge's refunds and its settlements without an operation key, in order: all but its first settlement and those that
    /// only moved what is owed to another account.
    /// </summary>
    IReadOnlyList<Transfer> TransfersOfCharge(ChargeId charge);

    /// <summary>A budget, or null.</summary>
    Budget? FindBudget(BudgetId id);

    /// <summary>The budget that carries an operation key itself (because planning it posted nothing), or null.</summary>
    Budget? FindBudgetByKey(TenantId tenant, Hash128 key);

    /// <summary>The account's budgets that run, in id order.</summary>
    IReadOnlyList<Budget> RunningBudgetsOf(AccountId account);

    /// <summary>The budgets that run and draw on an account, in id order.</summary>
    IReadOnlyList<BudgetId> BudgetsDrawingOn(AccountId source);

    /// <summary>
    /// The accounts with a budget turn that fell due by <paramref name="now"/>, the longest due first, at most <paramref name="count"/>.
    /// </summary>
    IReadOnlyList<AccountId> AccountsWithBudgetsDue(TenantId tenant, DateTimeOffset now, int count);

    /// <summary>A budget period, or null.</summary>
    BudgetPeriod? FindPeriod(BudgetPeriodId id);

    /// <summary>
    /// The periods that wait for funds from an account, the longest waiting first: those after <paramref name="after"/> (null: from
    /// the first), at most <paramref name="count"/>. Fewer than that means there are no more.
    /// </summary>
    IReadOnlyList<BudgetPeriod> WaitingPeriods(AccountId source, WaitingPlace? after, int count);

    /// <summary>The interned text's id, or null.</summary>
    TextId? FindText(TenantId tenant, TextKind kind, string value);

    /// <summary>The first transfer written under an operation key, or null.</summary>
    Transfer? FindTransferByKey(TenantId tenant, Hash128 key);

    /// <summary>The usage record that carries an operation key itself (because its amount is 0), or null.</summary>
    Charge? FindChargeByKey(TenantId tenant, Hash128 key);

    /// <summary>A usage record, or null.</summary>
    Charge? FindCharge(ChargeId id);

    /// <summary>The tenant's spend policies; the default policies if none are stored.</summary>
    SpendPolicies FindPolicies(TenantId tenant);

    /// <summary>The tenant's time zone. Reasons name days in it.</summary>
    TimeZoneInfo ZoneOf(TenantId tenant);

    /// <summary>Whether a check found a difference in the tenant's books that has not been reviewed.</summary>
    bool AreMovesStopped(TenantId tenant);

    /// <summary>An account's figures after its last entry, and the sums of its lots.</summary>
    LastFigures FiguresOf(AccountId account);

    /// <summary>Whether a finance admin has reviewed the account with exactly these figures and released the moves.</summary>
    bool HasBeenLookedAt(Account account);

    /// <summary>What an operation without transfers answered under a key, or null.</summary>
    IdempotencyRecord? FindIdempotencyRecord(TenantId tenant, Hash128 key);
}

/// <summary>What a batch changed since it last wrote: each row once, in its current state.</summary>
public sealed record BookChanges
{
    /// <summary>New transfers with their entries, in id order.</summary>
    public required IReadOnlyList<Transfer> Transfers { get; init; }

    /// <summary>New and changed accounts.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>New and changed lots.</summary>
    public required IReadOnlyList<Lot> Lots { get; init; }

    /// <summary>New and changed purchases.</summary>
    public required IReadOnlyList<Purchase> Purchases { get; init; }

    /// <summary>New usage records.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>New holds, and holds that ended or, after their end, were charged for late usage.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>New and changed open overages. One at 0 is paid.</summary>
    public required IReadOnlyList<OpenOverage> Overages { get; init; }

    /// <summary>New and changed budgets.</summary>
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>New and changed budget periods.</summary>
    public IReadOnlyList<BudgetPeriod> BudgetPeriods { get; init; } = [];

    /// <summary>New texts.</summary>
    public required IReadOnlyList<InternedText> Texts { get; init; }

    /// <summary>New keys of operations without transfers.</summary>
    public IReadOnlyList<IdempotencyRecord> IdempotencyRecords { get; init; } = [];

    /// <summary>New entries of the audit log.</summary>
    public IReadOnlyList<AuditNote> Notes { get; init; } = [];

    /// <summary>Differences found in accounts. They stop the moves of their tenants and go to the audit log.</summary>
    public IReadOnlyList<FoundDifference> Differences { get; init; } = [];

    /// <summary>Changed heads.</summary>
    public required IReadOnlyList<TenantHead> Heads { get; init; }

    /// <summary>New seals, with the last changes of a batch.</summary>
    public required IReadOnlyList<Seal> Seals { get; init; }

    /// <summary>Usage to add to the rollups, not yet summed up.</summary>
    public required IReadOnlyList<UsageDelta> Usage { get; init; }
}

/// <summary>Usage to add to the rollups.</summary>
/// <param name="Charge">The usage record with the facts and the instant to count it under.</param>
/// <param name="Payer">The account that pays.</param>
/// <param name="Credits">Credits to add; below zero for a refund.</param>
/// <param name="Requests">Requests to add: 1 for a charge's first payer, otherwise 0.</param>
/// <param name="CountTokens">Whether to add the charge's tokens.</param>
public sealed record UsageDelta(Charge Charge, AccountId Payer, Credits Credits, int Requests, bool CountTokens)
{
    /// <summary>Who recorded the usage: a key, or a person who imported it. A refund counts where its charge does.</summary>
    public TextId? Actor { get; init; }

    /// <summary>The tokens to add.</summary>
    public Prices.TokenCounts Tokens => CountTokens ? Charge.Tokens : default;
}

/// <summary>A seal: the hash over what one batch added for a tenant, and over the seal before it.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Number">1 and up, without gaps.</param>
/// <param name="UpTo">The last rows that it covers. The first ones follow those of the seal before.</param>
/// <param name="Version">The version of the encoding, see <see cref="SealEncoding"/>.</param>
/// <param name="Hash">32 bytes.</param>
public sealed record Seal(
    TenantId Tenant, long Number, SealedCounts UpTo, int Version, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Bytes of a seal's hash.</summary>
    public const int HashSize = 32;
}

/// <summary>
/// The database cannot be written now. It is unknown whether anything was done; ask again by the operation's key.
/// </summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A rule of the database refused a batch that the ledger had decided.</summary>
public sealed class LedgerConflictException(string message, Exception? inner = null) : Exception(message, inner);
