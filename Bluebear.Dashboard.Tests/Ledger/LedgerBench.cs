using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>A tenant's books to try movements on, one after the other, with a clock that only the test moves.</summary>
internal sealed class LedgerBench
{
    private int _keys;

    public LedgerBench(CreditMode mode = CreditMode.WorkspaceBudget)
    {
        Books = MemoryBooks.WithTenant(1, mode);
        Book = new(Books);
    }

    public static TenantId Tenant => new(1);

    public MemoryBooks Books { get; }

    public Book Book { get; private set; }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);

    public AccountId Primary => Books.Heads[Tenant].Primary;

    public TenantHead Head => Book.FindHead(Tenant)!;

    public PostingResult Post(Movement movement, string? key = null, bool isDryRun = false, string? reason = null) =>
        Decider.Decide(Book, Posting(movement, key, isDryRun, reason), Now, () => Books.Write(Book.TakeChanges()));

    public Posting Posting(Movement movement, string? key = null, bool isDryRun = false, string? reason = null) => new()
    {
        Tenant = Tenant,
        Movement = movement,
        Actor = "ada@acme.example",
        Key = new(key ?? $"key-{++_keys}"),
        IsDryRun = isDryRun,
        Reason = reason,
    };

    /// <summary>Posts what must not be refused.</summary>
    public Receipt Do(Movement movement, string? key = null) =>
        Assert.IsType<PostingResult.Posted>(Post(movement, key)).Receipt;

    /// <summary>Posts what must be refused.</summary>
    public Refusal Refuse(Movement movement, string? key = null) =>
        Assert.IsType<PostingResult.Refused>(Post(movement, key)).Refusal;

    /// <summary>Ends the batch: everything is written and sealed, and the next one begins with an empty book.</summary>
    public void Commit()
    {
        Books.Write(Book.TakeChangesAndSeal());
        Book = new(Books);
    }

    public AccountId Open(string name, string kind = AccountKinds.Workspace, AccountId? parent = null) =>
        Do(new OpenAccount(kind, name, Parent: parent)).Account!.Value;

    public PurchaseId Buy(long credits, DateTimeOffset? expiresAt = null) =>
        Do(new RecordPurchase(Credits.FromCredits(credits), $"INV-{credits}", null, expiresAt)).Purchase!.Value;

    public Receipt Charge(AccountId workspace, long credits, DateTimeOffset? occurredAt = null) =>
        Do(new ChargeUsage(Credits.FromCredits(credits), new() { Workspace = workspace }, occurredAt ?? Now));

    public HoldId Reserve(AccountId workspace, long credits, TimeSpan? timeLimit = null) =>
        Do(new ReserveCredits(Credits.FromCredits(credits), new() { Workspace = workspace }, timeLimit)).Hold!.Value;

    public decimal Reserved(AccountId id) => Account(id).Reserved.ToDecimal();

    public Account Account(AccountId id) => Book.FindAccount(id)!;

    public decimal Available(AccountId id) => Account(id).Available.ToDecimal();

    public decimal Overage(AccountId id) => Account(id).Overage.ToDecimal();
}
