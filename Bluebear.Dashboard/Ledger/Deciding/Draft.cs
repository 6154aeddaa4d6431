using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>One operation being decided: reads and changes the book in the terms of the ledger.</summary>
/// <remarks>What is due on an account is done when the draft first opens it, before anything is decided there (ledger.md).</remarks>
internal sealed class Draft : IPathBooks
{
    /// <summary>Who acts where the product does by itself. People are e-mail addresses, keys begin with "key ".</summary>
    public const string SystemActor = "Bluebear";

    private readonly HashSet<AccountId> _opened = [];
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

    /// <summary>When the operation is recorded: now, never before the tenant's last.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// What the clock says: time limits follow it. After a jump ahead that was put right <see cref="Now"/> stands still until the clock
    /// has caught up, and a hold would live for as long.
    /// </summary>
    public DateTimeOffset Clock { get; }

    /// <summary>Transfers that are merely due and may still be posted; below zero where the last of them came together.</summary>
    public int DueLeft { get; set; } = int.MaxValue;

    /// <summary>True while the movement is decided: what it does may be undone, so that it is given up where too much is due.</summary>
    public bool IsDeciding { get; set; }

    /// <summary>The accounts opened so far.</summary>
    public IReadOnlyCollection<AccountId> Opened => _opened;

    public TenantHead Head => Book.FindHead(Tenant)!;

    /// <summary>Marks the head as changed where no transfer does: who follows a tenant's books is told of them by their head.</summary>
    public void TouchHead() => Book.Set(Head);

    /// <summary>The tenant's rules of who pays.</summary>
    public SpendPolicies Policies => Book.PoliciesOf(Tenant);

    public string? Reason => _posting.Reason;

    public string? Reference => _posting.Reference;

    /// <summary>The operation's transfers so far, without what was merely due.</summary>
    public IReadOnlyList<Transfer> Transfers => _transfers;

    /// <summary>Set by the movement where it opened or changed an account.</summary>
    public AccountId? ResultAccount { get; set; }

    /// <summary>Set by the movement where it recorded a purchase.</summary>
    public PurchaseId? ResultPurchase { get; set; }

    /// <summary>Set by the movement where it found out who pays.</summary>
    public PathDecision? ResultPath { get; set; }

    /// <summary>Set by the movement where it made a usage record.</summary>
    public ChargeId? ResultCharge { get; set; }

    /// <summary>Set by the movement where it made or ended a hold.</summary>
    public HoldId? ResultHold { get; set; }

    /// <summary>The key where no transfer has taken it yet: for a usage record that posts nothing.</summary>
    public OperationMark? UnusedMark => _transfers.Count == 0 ? _mark : null;

    /// <summary>The account with what is due on it done, or null if the tenant has no such account.</summary>
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

        Expiries.PostDue(this, id);
        return Book.FindAccount(id);
    }

    /// <summary>The active account with that reference, or null.</summary>
    public AccountId? FindByRef(string reference) => Book.FindActiveByRef(Tenant, Ledger.Model.Account.NameKey(reference));

    /// <summary>An account that was opened before.</summary>
    public Account Account(AccountId id) => Book.FindAccount(id) ?? throw new UnknownAccountException(id);

    /// <summary>What would be taken from the account for an amount, in burn order; less than asked for where it has less.</summary>
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

    /// <summary>Begins a transfer. Its accounts must have been opened.</summary>
    public TransferBuilder Begin(TransferType type, Credits amount, AccountId? from, AccountId? to) => new(this, type, amount, from, to);

    /// <summary>The id of the account's lot for a purchase and budget period, made where there is none.</summary>
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
            EndsAt = Book.FindPurchase(purchase)!.ExpiresAt,
        };
    }

    /// <summary>The interned text; written where it is new.</summary>
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

    /// <summary>Who does it, interned; <paramref name="isDue"/> for what the product does by itself.</summary>
    public TextId Actor(bool isDue) => Intern(TextKind.Actor, isDue ? SystemActor : _posting.Actor)!.Value;

    /// <summary>The key and first transfer of the operation for its next transfer.</summary>
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

    /// <summary>Puts a change that moves nothing on the record, once the operation is done.</summary>
    public void Note(string action, string subject, string? before, string? after) =>
        _notes.Add(new(Tenant, Now, _posting.Actor, action, subject, before, after, _posting.Reason));

    /// <summary>The operation is done: keeps its notes, and its key (<paramref name="spendsKey"/>) where no transfer or usage record did.</summary>
    public void Finish(bool spendsKey)
    {
        _notes.ForEach(Book.Append);
        if (spendsKey && UnusedMark is { } mark && (ResultCharge is not { } charge || Book.FindCharge(charge)?.Mark is null))
        {
            Book.Set(new IdempotencyRecord(Tenant, mark, ResultAccount, ResultHold, ResultCharge));
        }
    }

    /// <summary>Writes down what an operation found out about usage, for the rollups.</summary>
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

/// <summary>An account was used that nobody opened: a defect, not a refusal.</summary>
public sealed class UnknownAccountException(AccountId account) : Exception($"Account {account.Value} is not in the book.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;
}
