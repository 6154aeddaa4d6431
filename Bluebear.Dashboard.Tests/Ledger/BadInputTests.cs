using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>What a careless or hostile caller sends is refused by the ledger itself, whoever forgot to check it before.</summary>
public class BadInputTests
{
    private readonly LedgerBench _bench = new();

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\ufffeb")]
    [InlineData("half <")]
    [InlineData("> half")]
    public void Decide_TextThatCannotBeKeptAsItIs_IsRefusedEverywhere(string written)
    {
        // Halves of a pair do not survive in an attribute.
        var text = written.Replace('<', '\ud83d').Replace('>', '\udc3b');
        var a = _bench.Open("A");
        _bench.Buy(100);
        Movement[] movements =
        [
            new OpenAccount(AccountKinds.Workspace, text),
            new OpenAccount(AccountKinds.Workspace, "B", Ref: text),
            new ChangeAccount(a, text),
            new ChangeAccount(a, Ref: text),
            new RecordPurchase(Credits.FromCredits(1), text),
            new ChargeUsage(Credits.FromCredits(1), new() { User = text }, _bench.Now),
            new ChargeUsage(Credits.FromCredits(1), new() { Model = text }, _bench.Now),
        ];
        Assert.All(movements, movement => Assert.Equal(RefusalReason.InvalidText, _bench.Refuse(movement).Reason));
        var move = new MoveCredits(_bench.Primary, a, Credits.FromCredits(1));
        Posting[] postings =
        [
            _bench.Posting(move) with { Reason = text },
            _bench.Posting(move) with { Reference = text },
            _bench.Posting(move) with { Actor = text },
        ];
        Assert.Equal(["reason", "reference", "actor"], postings.Select(Refused).Select(refusal => refusal.Field));
    }

    [Fact]
    public void NameKey_OfWhatNoAccountIsCalled_DoesNotThrow() =>
        Assert.Equal(["A\ufffeB", "A\ud83d"], new[] { " a\ufffeb ", "a\ud83d" }.Select(Account.NameKey));

    [Fact]
    public void Decide_TextsOfManyScripts_AreKept()
    {
        var a = _bench.Open("Équipe \U0001F43B 日本");
        Assert.Equal("Équipe \U0001F43B 日本", _bench.Account(a).Name);
        Assert.Equal(RefusalReason.AlreadyExists,
            _bench.Refuse(new OpenAccount(AccountKinds.Workspace, "e\u0301QUIPE \U0001F43B 日本")).Reason);
    }

    [Fact]
    public void RecordPurchase_ReferenceWithBlanksAround_IsKeptWithoutThem()
    {
        var reference = new string('x', Purchase.MaxReferenceLength);
        var id = _bench.Do(new RecordPurchase(Credits.FromCredits(1), $"  {reference} ")).Purchase!.Value;
        Assert.Equal(reference, _bench.Book.FindPurchase(id)!.Reference);
    }

    [Fact]
    public void RecordPurchase_SamePriceWrittenOtherwise_IsTheSameRequest()
    {
        var amount = Credits.FromCredits(1);
        _bench.Do(new RecordPurchase(amount, "INV", new Money(1.0m, "EUR")), "k");
        Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(new RecordPurchase(amount, "INV", new Money(1.00m, "EUR")), "k"));
        Assert.Equal(RefusalReason.OperationKeyReused,
            _bench.Refuse(new RecordPurchase(amount, "INV", new Money(1.0001m, "EUR")), "k").Reason);
    }

    [Fact]
    public void RecordPurchase_ExpiryFinerThanAMicrosecond_IsKeptAsTheDatabaseKeepsIt()
    {
        var end = _bench.Now.AddDays(1);
        var id = _bench.Buy(1, end.AddTicks(7));
        Assert.Equal(end, _bench.Book.FindPurchase(id)!.ExpiresAt);
        Assert.Equal(RefusalReason.InvalidTime,
            _bench.Refuse(new RecordPurchase(Credits.FromCredits(1), "INV", null, _bench.Now.AddTicks(7))).Reason);
    }

    [Fact]
    public void ChargeUsage_MoreTokensThanSumsCanHold_IsRefused()
    {
        UsageFacts[] facts =
        [
            new() { Tokens = new(TokenCounts.Max + 1, 0) },
            new() { Tokens = new(0, long.MaxValue) },
            new() { Tokens = new(1, 0, CachedInput: 2) },
        ];
        Assert.All(facts, fact =>
            Assert.Equal(RefusalReason.InvalidText, _bench.Refuse(new ChargeUsage(Credits.Zero, fact, _bench.Now)).Reason));
    }

    [Fact]
    public void RecordPurchase_MoreThanTheTotal_IsRefusedUntilOneIsReversed_X2()
    {
        var a = _bench.Open("A");
        _bench.Do(new RecordPurchase(LedgerBounds.MaxAmount, "INV"));
        _bench.Do(new MoveCredits(_bench.Primary, a, null));
        var last = _bench.Do(new RecordPurchase(LedgerBounds.MaxAmount, "INV"));
        var more = new RecordPurchase(Credits.FromMicroCredits(1), "INV");
        Assert.Equal(RefusalReason.TotalOutOfRange, _bench.Refuse(more).Reason);
        _bench.Do(new ReverseTransfer(last.Transfers[0].Id));
        _bench.Do(more);
        _bench.Do(new DeleteAccount(a));
    }

    public static TheoryData<Movement> TooLarge()
    {
        var over = LedgerBounds.MaxAmount + Credits.FromMicroCredits(1);
        AccountId pool = new(TenantScopedId.Compose(LedgerBench.Tenant, 1));
        return
        [
            new RecordPurchase(over, "INV"), new MoveCredits(pool, pool, over), new MoveCreditsTogether([new(pool, pool, over)]),
            new ReserveCredits(over, new()), new SettleReservation(new(1), over), new ChargeUsage(over, new(), DateTimeOffset.UnixEpoch),
            new RefundCharge(new(1), over), new ExplainPath(over, new()), new OpenAccount("workspace", "A", FirstAllocation: over),
            new SwitchCreditMode(CreditMode.WorkspaceBudget, [new(pool, over)]),
        ];
    }

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void Movement_WithAnAmountAboveTheBound_IsRefused_X2(Movement movement) =>
        Assert.Equal(RefusalReason.AmountOutOfRange, _bench.Refuse(movement).Reason);

    [Fact]
    public void ChargeUsage_MoreThanTheTotal_IsRefusedUntilSomeIsPaidBack_X2()
    {
        var a = _bench.Open("A");
        var first = _bench.Charge(a, 1_000_000_000_000);
        _bench.Charge(a, 1_000_000_000_000);
        var more = new ChargeUsage(Credits.FromMicroCredits(1), new() { Workspace = a }, _bench.Now);
        Assert.Equal(RefusalReason.TotalOutOfRange, _bench.Refuse(more).Reason);
        _bench.Do(new RefundCharge(first.Charge!.Value, Credits.FromMicroCredits(1)));
        _bench.Do(more);
        Assert.Equal((LedgerBounds.MaxTotal, 0), (_bench.Head.Used, _bench.Head.Tokens));
    }

    [Fact]
    public void ChargeUsage_BeforeInstantsBegin_IsRefused() => Assert.Equal(RefusalReason.InvalidTime,
        _bench.Refuse(new ChargeUsage(Credits.Zero, new(), DateTimeOffset.UnixEpoch.AddTicks(-1))).Reason);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_RepeatedKey_AnswersWithTheSameAccount(bool isWritten)
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        Movement[] movements =
        [
            new MoveCredits(_bench.Primary, a, Credits.FromCredits(1)),
            new DeleteAccount(a),
            new OpenAccount(AccountKinds.Workspace, "A", FirstAllocation: Credits.FromCredits(1)),
        ];
        foreach (var movement in movements)
        {
            var first = _bench.Do(movement, movement.Code);
            if (isWritten)
            {
                _bench.Commit();
            }

            var again = Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(movement, movement.Code)).Receipt;
            Assert.Equal((first.Account, first.Purchase, first.Charge), (again.Account, again.Purchase, again.Charge));
        }
    }

    private Refusal Refused(Posting posting) => Assert.IsType<PostingResult.Refused>(
        Decider.Decide(_bench.Book, posting, _bench.Now, () => _bench.Books.Write(_bench.Book.TakeChanges()))).Refusal;
}
