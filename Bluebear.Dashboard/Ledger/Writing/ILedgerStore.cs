using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>The seam to the database: opens the one transaction in which a batch is decided and written.</summary>
/// <remarks>Only the ledger's writer calls it, from one thread at a time.</remarks>
public interface ILedgerStore
{
    /// <summary>Takes the write gate and begins a transaction.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be written now; nothing was done.</exception>
    ILedgerBatch BeginBatch();

    /// <summary>Closes what it has open after an input/output error, so that the next batch opens anew.</summary>
    void Reset();
}

/// <summary>One open transaction: reads for deciding, writes at the end. Disposing without a commit undoes everything.</summary>
public interface ILedgerBatch : IBookSource, IDisposable
{
    /// <summary>
    /// True if nobody else wrote to the database since the last committed batch, so that what is held in memory still stands.
    /// </summary>
    bool IsUnchangedSinceLastBatch { get; }

    /// <summary>Writes changes; later reads of the batch see them. May be called several times.</summary>
    /// <exception cref="LedgerConflictException">The database's own rules refuse them: decide again, one operation at a time.</exception>
    void Write(BookChanges changes);

    /// <summary>Makes everything durable.</summary>
    /// <exception cref="LedgerUnavailableException">It is unknown whether the changes are durable; look for them by their keys.</exception>
    void Commit();
}

/// <summary>What deciding needs to read. Every answer reflects the transaction's own writes.</summary>
public interface IBookSource
{
    /// <summary>The tenant's head, or null for an unknown tenant.</summary>
    TenantHead? FindHead(TenantId tenant);

    /// <summary>An account, deleted ones too, or null.</summary>
    Account? FindAccount(AccountId id);

    /// <summary>The active account of that kind with that <see cref="Account.NameKey"/>, or null.</summary>
    AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey);

    /// <summary>The active account with that ref (compared by <see cref="Account.NameKey"/>), or null.</summary>
    AccountId? FindActiveByRef(TenantId tenant, string refKey);

    /// <summary>The active accounts directly below.</summary>
    IReadOnlyList<AccountId> ChildrenOf(AccountId parent);

    /// <summary>The accounts with available or reserved credits or open overage, in id order.</summary>
    IReadOnlyList<AccountId> AccountsWithFigures(TenantId tenant);

    /// <summary>The accounts with a lot that has available credits and ended by <paramref name="now"/>, at most <paramref name="count"/>.</summary>
    IReadOnlyList<AccountId> AccountsWithEndedLots(TenantId tenant, DateTimeOffset now, int count);

    /// <summary>The account's lot for a purchase and budget period, or null.</summary>
    Lot? FindLot(AccountId account, PurchaseId purchase, BudgetPeriodId budgetPeriod);

    /// <summary>
    /// The account's next lots with available credits in burn order: those after <paramref name="after"/> (null: from the first), at
    /// most <paramref name="count"/>. Fewer than asked for means there are no more.
    /// </summary>
    IReadOnlyList<Lot> LotsInBurnOrder(AccountId account, BurnPosition? after, int count);

    /// <summary>A purchase, or null.</summary>
    Purchase? FindPurchase(PurchaseId id);

    /// <summary>A transfer with its entries, or null.</summary>
    Transfer? FindTransfer(TransferId id);

    /// <summary>The transfers of an operation in order; of one that stands alone, that one.</summary>
    IReadOnlyList<Transfer> TransfersOfOperation(TransferId first);

    /// <summary>The reversal of a transfer, or null.</summary>
    TransferId? FindReversalOf(TransferId id);

    /// <summary>
    /// The account's open overages (above zero), oldest charge first: those after <paramref name="after"/> (null: from the first), at
    /// most <paramref name="count"/>. Fewer than asked for means there are no more.
    /// </summary>
    IReadOnlyList<OpenOverage> OpenOverages(AccountId account, ChargeId? after, int count);

    /// <summary>A hold with what it holds, or null.</summary>
    Hold? FindHold(HoldId id);

    /// <summary>
    /// The tenant's standing holds by their time limit: those after <paramref name="after"/> (null: from the first), at most
    /// <paramref name="count"/>. Fewer than asked for means there are no more.
    /// </summary>
    IReadOnlyList<HoldLimit> HoldsByLimit(TenantId tenant, HoldLimit? after, int count);

    /// <summary>
    /// The refunds of a charge and the settlements of it that carry no operation key, in order: all but its first settlement and what
    /// merely moved to another account as owed.
    /// </summary>
    IReadOnlyList<Transfer> TransfersOfCharge(ChargeId charge);

    /// <summary>The interned text's id, or null.</summary>
    TextId? FindText(TenantId tenant, TextKind kind, string value);

    /// <summary>The first transfer written under an operation key, or null.</summary>
    Transfer? FindTransferByKey(TenantId tenant, Hash128 key);

    /// <summary>The usage record that carries an operation key itself (an amount of 0), or null.</summary>
    Charge? FindChargeByKey(TenantId tenant, Hash128 key);

    /// <summary>A usage record, or null.</summary>
    Charge? FindCharge(ChargeId id);

    /// <summary>The tenant's rules of who pays; those as shipped where none were stored.</summary>
    SpendPolicies FindPolicies(TenantId tenant);

    /// <summary>The tenant's time zone: its days are named in reasons.</summary>
    TimeZoneInfo ZoneOf(TenantId tenant);

    /// <summary>Whether a check found a difference in the tenant's books that nobody has looked at yet.</summary>
    bool AreMovesStopped(TenantId tenant);

    /// <summary>How an account stood after its last entry, and what its lots hold.</summary>
    LastFigures FiguresOf(AccountId account);

    /// <summary>Whether a finance admin has looked at the account exactly as it stands, and let the moves go on.</summary>
    bool HasBeenLookedAt(Account account);

    /// <summary>What an operation without transfers answered under a key, or null.</summary>
    IdempotencyRecord? FindIdempotencyRecord(TenantId tenant, Hash128 key);
}

/// <summary>What a batch changed since it last wrote: each thing once, as it now stands.</summary>
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

    /// <summary>New holds, and holds that ended (or, once ended, were charged for late usage).</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>New and changed open overages; one at 0 is paid.</summary>
    public required IReadOnlyList<OpenOverage> Overages { get; init; }

    /// <summary>New texts.</summary>
    public required IReadOnlyList<InternedText> Texts { get; init; }

    /// <summary>New keys of operations without transfers.</summary>
    public IReadOnlyList<IdempotencyRecord> IdempotencyRecords { get; init; } = [];

    /// <summary>What goes on the record besides transfers.</summary>
    public IReadOnlyList<AuditNote> Notes { get; init; } = [];

    /// <summary>What was found against accounts: the moves of their tenants stop, and it goes on the record.</summary>
    public IReadOnlyList<FoundDifference> Differences { get; init; } = [];

    /// <summary>Changed heads.</summary>
    public required IReadOnlyList<TenantHead> Heads { get; init; }

    /// <summary>New seals, with the last changes of a batch.</summary>
    public required IReadOnlyList<Seal> Seals { get; init; }

    /// <summary>Usage to add to the rollups, not summed up yet.</summary>
    public required IReadOnlyList<UsageDelta> Usage { get; init; }
}

/// <summary>Usage to add to the rollups.</summary>
/// <param name="Charge">The usage record whose facts and instant it is counted under.</param>
/// <param name="Payer">The account that pays.</param>
/// <param name="Credits">What to add; below zero for a refund.</param>
/// <param name="Requests">Charges to count: 1 for a charge's first payer, else 0.</param>
/// <param name="CountTokens">Whether the charge's tokens are added, too.</param>
public sealed record UsageDelta(Charge Charge, AccountId Payer, Credits Credits, int Requests, bool CountTokens)
{
    /// <summary>The tokens to add.</summary>
    public Prices.TokenCounts Tokens => CountTokens ? Charge.Tokens : default;
}

/// <summary>A seal: the hash over what one batch added for a tenant, and the seal before it.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Number">1 and up, without a gap.</param>
/// <param name="UpTo">The last rows under it; the first are those after the seal before.</param>
/// <param name="Version">The version of the encoding, see <see cref="SealEncoding"/>.</param>
/// <param name="Hash">32 bytes.</param>
public sealed record Seal(
    TenantId Tenant, long Number, SealedCounts UpTo, int Version, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Bytes of a seal's hash.</summary>
    public const int HashSize = 32;
}

/// <summary>The database cannot be written now. Nothing is known to have been done; ask again by the operation's key.</summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A rule of the database refused a batch that the ledger had decided on.</summary>
public sealed class LedgerConflictException(string message, Exception? inner = null) : Exception(message, inner);
