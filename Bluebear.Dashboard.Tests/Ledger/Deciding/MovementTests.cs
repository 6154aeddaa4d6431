using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Deciding;

public class MovementTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void RecordPurchase_BesideManyAccountsWithCredits_ReadsThePoolAlone_H9()
    {
        var bench = new LedgerBench();
        bench.Buy(100);
        for (var i = 0; i < 50; i++)
        {
            bench.Do(new MoveCredits(bench.Primary, bench.Open($"W{i}"), Credits.FromCredits(1)));
        }

        bench.Commit();
        var before = bench.Books.AccountReads;
        bench.Buy(1);
        Assert.Equal(1, bench.Books.AccountReads - before);
    }

    [Fact]
    public void Decide_TheWorkedExample_LeavesFiveThousandInThePrimaryWorkspace()
    {
        AccountId a = _bench.Open("A"), b = _bench.Open("B");
        _bench.Buy(10_000);
        _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(2_000)));
        _bench.Do(new MoveCredits(_bench.Primary, b, Credits.FromCredits(3_000)));
        Assert.Equal((5_000, 2_000, 3_000), (_bench.Available(_bench.Primary), _bench.Available(a), _bench.Available(b)));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }

    public static TheoryData<string, RefusalReason> RefusedMoves() => new()
    {
        { "zero", RefusalReason.InvalidAmount },
        { "negative", RefusalReason.InvalidAmount },
        { "same account", RefusalReason.SameAccount },
        { "more than available", RefusalReason.InsufficientCredits },
        { "all of nothing", RefusalReason.InsufficientCredits },
        { "unknown", RefusalReason.AccountNotFound },
        { "other tenant", RefusalReason.AccountNotFound },
        { "deleted source", RefusalReason.AccountDeleted },
        { "deleted destination", RefusalReason.AccountDeleted },
    };

    [Theory]
    [MemberData(nameof(RefusedMoves))]
    public void MoveCredits_NotPossible_IsRefusedWithoutATrace(string what, RefusalReason reason)
    {
        AccountId a = _bench.Open("A"), gone = _bench.Open("Gone"), empty = _bench.Open("Empty");
        _bench.Do(new DeleteAccount(gone));
        _bench.Books.AddTenant(2, CreditMode.WorkspaceBudget);
        _bench.Buy(100);
        var before = (_bench.Head, _bench.Account(a));
        var pool = _bench.Primary;
        var refusal = _bench.Refuse(what switch
        {
            "zero" => new MoveCredits(pool, a, Credits.Zero),
            "negative" => new MoveCredits(pool, a, Credits.FromCredits(-1)),
            "same account" => new MoveCredits(pool, pool, Credits.FromCredits(1)),
            "more than available" => new MoveCredits(pool, a, Credits.FromMicroCredits(100_000_001)),
            "all of nothing" => new MoveCredits(empty, a, null),
            "unknown" => new MoveCredits(pool, new AccountId(a.Value + 99), Credits.FromCredits(1)),
            "other tenant" => new MoveCredits(pool, new AccountId(TenantScopedId.Compose(new(2), 1)), Credits.FromCredits(1)),
            "deleted source" => new MoveCredits(gone, a, Credits.FromCredits(1)),
            _ => new MoveCredits(pool, gone, Credits.FromCredits(1)),
        });
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(before, (_bench.Head, _bench.Account(a)));
    }

    [Fact]
    public void MoveCredits_SharedPoolMode_IsRefused()
    {
        var a = _bench.Open("A");
        _bench.Buy(10);
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal(RefusalReason.SharedPoolMode, _bench.Refuse(new MoveCredits(_bench.Primary, a, Credits.FromCredits(1))).Reason);
    }

    [Fact]
    public void MoveCredits_SeveralPurchases_TakesWhatEndsSoonestThenTheOlder()
    {
        var a = _bench.Open("A");
        var never = _bench.Buy(10);
        var late = _bench.Buy(10, _bench.Now.AddDays(20));
        var soon = _bench.Buy(10, _bench.Now.AddDays(5));
        var alsoNever = _bench.Buy(10);
        var transfer = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(35))).Transfers.Single();
        var taken = transfer.Entries.Where(entry => entry.Amount.IsNegative).Select(entry => (entry.Purchase, entry.Amount.ToDecimal()));
        Assert.Equal([(soon, -10m), (late, -10m), (never, -10m), ((PurchaseId?)alsoNever, -5m)], taken);
    }

    [Fact]
    public void MoveCreditsTogether_OneLineRefused_MovesNothingAndNamesTheLine()
    {
        AccountId a = _bench.Open("A"), b = _bench.Open("B");
        _bench.Buy(100);
        var refusal = _bench.Refuse(new MoveCreditsTogether(
        [
            new(_bench.Primary, a, Credits.FromCredits(60)),
            new(_bench.Primary, b, Credits.FromCredits(60)),
        ]));
        Assert.Equal((RefusalReason.InsufficientCredits, "moves[1].amount"), (refusal.Reason, refusal.Field));
        Assert.Equal(100, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void MoveCreditsTogether_AllGood_SharesOneOperation()
    {
        AccountId a = _bench.Open("A"), b = _bench.Open("B");
        _bench.Buy(100);
        var transfers = _bench.Do(new MoveCreditsTogether(
            [new(_bench.Primary, a, Credits.FromCredits(60)), new(_bench.Primary, b, null)])).Transfers;
        Assert.Equal([(null, 60m), ((TransferId?)transfers[0].Id, 40m)], transfers.Select(t => (t.Operation, t.Amount.ToDecimal())));
    }

    [Fact]
    public void Post_SameKeyAndRequest_AnswersTheFirstTime()
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        var move = new MoveCredits(_bench.Primary, a, Credits.FromCredits(1));
        var first = _bench.Do(move, "k");
        var again = Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(move, "k"));
        _bench.Commit();
        var later = Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(move, "k"));
        Assert.Equal(first.Transfers.Single().Id, again.Receipt.Transfers.Single().Id);
        Assert.Equal(first.Transfers.Single().Id, later.Receipt.Transfers.Single().Id);
        Assert.Equal(1, _bench.Available(a));
    }

    [Fact]
    public void Post_SameKeyOtherRequest_IsRefused()
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(1)), "k");
        Assert.Equal(RefusalReason.OperationKeyReused, _bench.Refuse(new MoveCredits(_bench.Primary, a, Credits.FromCredits(2)), "k").Reason);
        Assert.Equal(RefusalReason.OperationKeyReused, _bench.Refuse(new RecordPurchase(Credits.FromCredits(1), "x"), "k").Reason);
    }

    [Fact]
    public void Post_RefusedBefore_TakesNoKey()
    {
        var a = _bench.Open("A");
        var move = new MoveCredits(_bench.Primary, a, Credits.FromCredits(1));
        _bench.Refuse(move, "k");
        _bench.Buy(1);
        _bench.Do(move, "k");
    }

    [Fact]
    public void Post_DryRun_ChangesNothing()
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        var before = _bench.Head;
        var would = _bench.Post(new MoveCredits(_bench.Primary, a, Credits.FromCredits(7)), isDryRun: true);
        Assert.Equal(7, would.ReceiptOrNull!.Transfers.Single().Amount.ToDecimal());
        Assert.Equal((before, 0m), (_bench.Head, _bench.Available(a)));
    }

    public static TheoryData<long, string, string?, int, RefusalReason> RefusedPurchases() => new()
    {
        { 0, "INV", null, 1, RefusalReason.InvalidAmount },
        { -1, "INV", null, 1, RefusalReason.InvalidAmount },
        { 1, " ", null, 1, RefusalReason.InvalidText },
        { 1, new string('x', 256), null, 1, RefusalReason.InvalidText },
        { 1, "INV", "eur", 1, RefusalReason.InvalidText },
        { 1, "INV", "EURO", 1, RefusalReason.InvalidText },
        { 1, "INV", null, 0, RefusalReason.InvalidTime },
    };

    [Theory]
    [MemberData(nameof(RefusedPurchases))]
    public void RecordPurchase_NotWellFormed_IsRefused(long amount, string reference, string? currency, int days, RefusalReason reason)
    {
        var price = currency is null ? (Money?)null : new Money(1, currency);
        var purchase = new RecordPurchase(Credits.FromMicroCredits(amount), reference, price, _bench.Now.AddDays(days));
        Assert.Equal(reason, _bench.Refuse(purchase).Reason);
    }

    [Fact]
    public void RecordPurchase_BeyondTheRange_IsRefusedWithoutATrace()
    {
        _bench.Do(new RecordPurchase(LedgerBounds.MaxAmount, "INV"));
        _bench.Do(new RecordPurchase(LedgerBounds.MaxAmount, "INV"));
        Assert.Equal(RefusalReason.TotalOutOfRange, _bench.Refuse(new RecordPurchase(Credits.FromMicroCredits(1), "INV")).Reason);
        Assert.Equal(LedgerBounds.MaxTotal, _bench.Account(_bench.Primary).Available);
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public void Decide_LotEndedMeanwhile_ExpiresItFirst()
    {
        var ends = _bench.Now.AddDays(1);
        _bench.Buy(10, ends);
        var a = _bench.Open("A");
        _bench.Now = ends;
        var refusal = _bench.Refuse(new MoveCredits(_bench.Primary, a, Credits.FromCredits(1)));
        Assert.Equal((RefusalReason.InsufficientCredits, Credits.Zero), (refusal.Reason, refusal.Available));
        _bench.Do(new ExpireEndedLots(10));
        _bench.Commit();
        var expiry = _bench.Books.Transfers.Values.Single(transfer => transfer.Type == TransferType.Expiry);
        Assert.Equal((10m, ends), (expiry.Amount.ToDecimal(), expiry.OccurredAt));
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public void RecordedAt_ClockJumpsBack_NeverGoesBack()
    {
        _bench.Buy(10);
        var first = _bench.Head.LastRecordedAt;
        _bench.Now = _bench.Now.AddHours(-1);
        _bench.Buy(10);
        Assert.Equal(first, _bench.Head.LastRecordedAt);
    }
}
