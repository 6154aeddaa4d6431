using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Deciding;

/// <summary>The base: what "used" and "percent left" are shares of.</summary>
public class BasesTests
{
    private readonly LedgerBench _bench = new();
    private readonly AccountId _a;

    public BasesTests()
    {
        _a = _bench.Open("A");
        _bench.Buy(1_000);
        Allocate(100);
        _bench.Charge(_a, 95);
    }

    [Fact]
    public void Reverse_OfTheLastAllocation_BringsBackTheBaseItReplaced_A2()
    {
        var added = Allocate(500);
        Assert.Equal((505, 505), (Base(_a), _bench.Available(_a)));
        _bench.Do(new ReverseTransfer(added));
        Assert.Equal((100, 5), (Base(_a), _bench.Available(_a)));
        Assert.Equal(900, Base(_bench.Primary));
    }

    [Fact]
    public void Reverse_OfSeveralLastFirst_BringsBackTheFirstBase_A2()
    {
        var (first, second, third) = (Allocate(10), Allocate(20), Allocate(30));
        _bench.Do(new ReverseTransfersTogether([third, second, first]));
        Assert.Equal((100, 5, 900), (Base(_a), _bench.Available(_a), Base(_bench.Primary)));
    }

    [Fact]
    public void Reverse_OfAnEarlierAllocation_CountsItAsNeverMade_A2()
    {
        var (mistake, right) = (Allocate(500), Allocate(50));
        _bench.Commit();
        _bench.Do(new ReverseTransfer(mistake));
        Assert.Equal((55, 55), (Base(_a), _bench.Available(_a)));
        _bench.Do(new ReverseTransfer(right));
        Assert.Equal((100, 5), (Base(_a), _bench.Available(_a)));
    }

    [Fact]
    public void Reverse_OfAPurchase_BringsBackTheBaseItReplaced_A2()
    {
        var bought = _bench.Do(new RecordPurchase(Credits.FromCredits(40), "INV")).Transfers[0].Id;
        Assert.Equal(940, Base(_bench.Primary));
        _bench.Do(new ReverseTransfer(bought));
        Assert.Equal(900, Base(_bench.Primary));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SwitchCreditMode_ThereAndBackWithThePlanAsOffered_KeepsEveryBase_A2(bool asAPlan)
    {
        var b = _bench.Open("B");
        _bench.Do(new MoveCredits(_bench.Primary, b, Credits.FromCredits(300)));
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal((100, 300, 905), (Base(_a), Base(b), Base(_bench.Primary)));
        _bench.Commit();
        _bench.Do(asAPlan
            ? new SwitchCreditMode(CreditMode.WorkspaceBudget, [new(_a, Credits.FromCredits(5)), new(b, Credits.FromCredits(300))])
            : new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: true));
        Assert.Equal((100, 5), (Base(_a), _bench.Available(_a)));
        Assert.Equal((300, 600), (Base(b), Base(_bench.Primary)));
    }

    [Fact]
    public void SwitchCreditMode_BackWithMoreThanWasSwept_IsAnAllocationLikeAnyOther_A2()
    {
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget, [new(_a, Credits.FromCredits(40))]));
        Assert.Equal((40, 865), (Base(_a), Base(_bench.Primary)));
    }

    [Fact]
    public void Expire_OfALot_SetsTheBase_A2()
    {
        _bench.Buy(70, _bench.Now.AddDays(1));
        Assert.Equal(970, Base(_bench.Primary));
        _bench.Now = _bench.Now.AddDays(2);
        _bench.Do(new ExpireEndedLots(10));
        Assert.Equal(900, Base(_bench.Primary));
    }

    private TransferId Allocate(long credits) =>
        _bench.Do(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(credits))).Transfers[0].Id;

    private decimal Base(AccountId id) => _bench.Account(id).ReferenceBalance.ToDecimal();
}
