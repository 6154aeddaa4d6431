using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>One operation while it is decided: reads and changes the book in the terms of the ledger.</summary>
/// <remarks>
/// Opening an account for the first time posts what is due on it, before anything is decided there (ledger.md).
/// </remarks>
internal sealed class Draft : IPathBooks
{
    /// <summary>
    /// The actor of what the product does by itself. For people it is their e-mail address; for keys it begins with "key ".
    /// </summary>
    public const string SystemActor = "Bluebear";

    private readonly HashSet<AccountId> _opened = [];
    private HashSet<AccountId>? _underway;
    private List<Lot>? _late;
    private readonly List<Transfer> _transfers = [];
    private readonly List<AuditNote> _notes = [];
    private readonly Posting _posting;
    private readonly OperationMark? _mark;

    public Draft(Book book, Posting posting, OperationMark? mark, DateTimeOffset now)
    {
        Book = book;
        _posting = posting;
        _mark = mark;
        Clock = now;
        var last = Head.LastRecordedAt;
        Now = now > last ? now : last;
    }

    public Book Book { get; }

    public TenantId Tenant => _posting.Tenant;

    /// <summary>The time of recording: now, but never before the tenant's last transfer.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// The clock's time, used for time limits. If the clock jumped ahead and was set right, <see cref="Now"/> stands still until
    /// the clock has caught up; a hold must not live that long.
    /// </summary>
    public DateTimeOffset Clock { get; }

    /// <summary>How many due transfers may still be posted. Below zero if the last ones came together.</summary>
    public int DueLeft { get; set; } = int.MaxValue;

    /// <summary>True while the movement is decided. It can then still be undone, so it stops if too much is due.</summary>
    public bool IsDeciding { get; set; }

    /// <summary>The accounts opened so far.</summary>
    public IReadOnlyCollection<AccountId> Opened => _opened;

    public TenantHead Head => Book.FindHead(Tenant)!;

    /// <summary>Marks the head as changed if no transfer does. Observers learn of a tenant's changes by its head.</summary>
    public void TouchHead() => Book.Set(Head);

    /// <summary>The tenant's spend policies.</summary>
    public SpendPolicies Policies => Book.PoliciesOf(Tenant);

    public string? Reason => _posting.Reason;

    public string? Reference => _posting.Reference;

    /// <summary>The operation's transfers so far, without the due ones.</summary>
    public IReadOnlyList<Transfer> Transfers => _transfers;

    /// <summary>Set by a movement that opened or changed an account.</summary>
    public AccountId? ResultAccount { get; set; }

    /// <summary>Set by a movement that recorded a purchase.</summary>
    public PurchaseId? ResultPurchase { get; set; }

    /// <summary>Set by a movement that found out who pays.</summary>
    public PathDecision? ResultPath { get; set; }

    /// <summary>Set by a movement that made a usage record.</summary>
    public ChargeId? ResultCharge { get; set; }

    /// <summary>Set by a movement that planned or changed a budget.</summary>
    public BudgetId? ResultBudget { get; set; }

    /// <summary>Set by a movement that made or ended a hold.</summary>
    public HoldId? ResultHold { get; set; }

    /// <summary>The operation's key if no transfer carries it. A usage record that posts nothing carries it instead.</summary>
    public OperationMark? UnusedMark => _transfers.Count == 0 ? _mark : null;

    /// <summary>Opens an account and posts what is due on it. Null if the tenant has no such account.</summary>
    public Account? Open(AccountId id)
    {
        if (id.Tenant != Tenant || Book.FindAccount(id) is not { } account)
        {
            return null;
        }

        if (!_opened.Add(id))
        {
            return account;
        }

        AccountDue.Post(this, id);
        return Book.FindAccount(id);
    }

    /// <summary>True while what is due on an account is being posted. Two accounts may fund each other.</summary>
    public bool IsUnderway(AccountId id) => _underway?.Contains(id) == true;

    /// <summary>Notes that what is due on an account is being posted. False if that is already so.</summary>
    public bool Enter(AccountId id) => (_underway ??= []).Add(id);

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave(AccountId id) => _underway!.Remove(id);

    /// <summary>Notes a lot of a budget period that is over, because credits came back to it.</summary>
    public void NoteLate(Lot lot) => (_late ??= []).Add(lot);

    /// <summary>The noted lots of an account, once.</summary>
    public IReadOnlyList<Lot> TakeLate(AccountId account)
    {
        if (_late is null)
        {
            return [];
        }

        var own = _late.FindAll(lot => lot.Account == account);
        _late.RemoveAll(lot => lot.Account == account);
        return own;
    }

    /// <summary>The active account with that reference, or null.</summary>
    public AccountId? FindByRef(string reference) => Book.FindActiveByRef(Tenant, Ledger.Model.Account.NameKey(reference));

    /// <summary>An account that was opened earlier.</summary>
    public Account Account(AccountId id) => Book.FindAccount(id) ?? throw new UnknownAccountException(id);

    /// <summary>What the account would give for an amount, in burn order. Less than the amount if it has less.</summary>
    public List<LotShare> SharesFor(AccountId account, Credits amount)
    {
        var shares = new List<LotShare>();
        var rest = amount;
        BurnPosition? after = null;
        while (rest.IsPositive && Book.NextLot(account, after) is { } lot)
        {
            var share = Credits.Min(rest, lot.Available);
            shares.Add(new(lot, share));
            rest -= share;
            after = lot.Position;
        }

        return shares;
    }

    /// <summary>Begins a transfer. Open its accounts first.</summary>
    public TransferBuilder Begin(TransferType type, Credits amount, AccountId? from, AccountId? to) => new(this, type, amount, from, to);

    /// <summary>The account's lot for a purchase and budget period. Makes it if there is none.</summary>
    public Lot LotFor(AccountId account, PurchaseId purchase, BudgetPeriodId period)
    {
        if (Book.FindLot(account, purchase, period) is { } known)
        {
            return known;
        }

        var head = Head with { Lots = Head.Lots + 1 };
        Book.Set(head);
        return new()
        {
            Id = new(TenantScopedId.Compose(Tenant, head.Lots)),
            Account = account,
            Purchase = purchase,
            BudgetPeriod = period,
            EndsAt = EndOf(purchase, period),
        };
    }

    // A purchase that never expires ends last.
    private DateTimeOffset? EndOf(PurchaseId purchase, BudgetPeriodId period)
    {
        var expires = Book.FindPurchase(purchase)!.ExpiresAt;
        return period.IsNone || Book.FindPeriod(period)?.EndsAt is not { } ends || expires <= ends ? expires : ends;
    }

    /// <summary>The id of the interned text. Writes a new text.</summary>
    public TextId? Intern(TextKind kind, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (Book.FindText(Tenant, kind, value) is { } known)
        {
            return known;
        }

        var head = Head with { Texts = Head.Texts + 1 };
        Book.Set(head);
        var text = new InternedText(new(TenantScopedId.Compose(Tenant, head.Texts)), kind, value);
        Book.Set(text);
        return text.Id;
    }

    /// <summary>The interned actor; <paramref name="isDue"/> for what the product does by itself.</summary>
    public TextId Actor(bool isDue) => Intern(TextKind.Actor, isDue ? SystemActor : _posting.Actor)!.Value;

    /// <summary>The operation's key and first transfer, as its next transfer carries them.</summary>
    public (OperationMark? Mark, TransferId? Operation) NextInOperation() =>
        _transfers.Count == 0 ? (_mark, null) : (null, _transfers[0].Id);

    /// <summary>Takes a finished transfer into the book.</summary>
    public void Append(Transfer transfer, bool isDue)
    {
        Book.Append(transfer);
        if (isDue)
        {
            DueLeft--;
        }
        else
        {
            _transfers.Add(transfer);
        }
    }

    /// <summary>Records a change that moves no credits, once the operation is done.</summary>
    public void Note(string action, string subject, string? before, string? after) =>
        _notes.Add(new(Tenant, Now, _posting.Actor, action, subject, before, after, _posting.Reason));

    /// <summary>
    /// Ends the operation: keeps its notes, and keeps its key (if <paramref name="spendsKey"/>) if no transfer or usage record
    /// carries it.
    /// </summary>
    public void Finish(bool spendsKey)
    {
        _notes.ForEach(Book.Append);
        if (spendsKey && UnusedMark is { } mark && (ResultCharge is not { } charge || Book.FindCharge(charge)?.Mark is null)
            && (ResultBudget is not { } budget || Book.FindBudget(budget)?.Mark != mark))
        {
            Book.Set(new IdempotencyRecord(Tenant, mark, ResultAccount, ResultHold, ResultCharge));
        }
    }

    /// <summary>Adds usage of the operation to the rollups.</summary>
    public void Count(UsageDelta usage)
    {
        Book.Append(usage);
        if (usage.Tokens.Total is > 0 and var tokens)
        {
            Book.Set(Head with { Tokens = checked(Head.Tokens + tokens) });
        }
    }
}

/// <summary>Part of a lot.</summary>
internal readonly record struct LotShare(Lot Lot, Credits Amount);

/// <summary>An account was used before it was opened. This is a defect, not a refusal.</summary>
public sealed class UnknownAccountException(AccountId account) : Exception($"Account {account.Value} is not in the book.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;
}
