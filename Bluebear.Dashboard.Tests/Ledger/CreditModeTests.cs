using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

public class CreditModeTests
{
    private readonly LedgerBench _bench = new();
    private readonly AccountId _a;
    private readonly AccountId _b;

    public CreditModeTests()
    {
        (_a, _b) = (_bench.Open("A"), _bench.Open("B"));
        _bench.Buy(100);
        _bench.Do(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(20)));
        _bench.Do(new MoveCredits(_bench.Primary, _b, Credits.FromCredits(30)));
    }

    [Fact]
    public void SwitchCreditMode_ToSharedPool_SweepsEveryAccountAsOneOperation()
    {
        var receipt = _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal([(_a, 20m), (_b, 30m)], receipt.Transfers.Select(t => (t.From!.Value, t.Amount.ToDecimal())));
        Assert.Equal((100, 0, 0), (_bench.Available(_bench.Primary), _bench.Available(_a), _bench.Available(_b)));
        Assert.Equal((CreditMode.SharedPool, receipt.Transfers[0].Id), (_bench.Head.Mode, _bench.Head.LastSweep!.Value));
    }

    [Fact]
    public void SwitchCreditMode_BackWithTheLast_RestoresItCutDownInOrder()
    {
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Charge(_a, 65);
        _bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: true));
        Assert.Equal((0, 20, 15), (_bench.Available(_bench.Primary), _bench.Available(_a), _bench.Available(_b)));
        Assert.True(_bench.Account(_a).HasAllocation(_bench.Head));
    }

    [Fact]
    public void SwitchCreditMode_BackWithNothing_LeavesNobodyAnAllocation()
    {
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        Assert.False(_bench.Account(_a).HasAllocation(_bench.Head));
        Assert.Equal(100, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void SwitchCreditMode_PlanBeyondThePool_IsRefusedAsAWhole()
    {
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        var refusal = _bench.Refuse(new SwitchCreditMode(CreditMode.WorkspaceBudget,
            [new(_a, Credits.FromCredits(60)), new(_b, Credits.FromCredits(60))]));
        Assert.Equal((RefusalReason.InsufficientCredits, "allocations[1].amount"), (refusal.Reason, refusal.Field));
        Assert.Equal(CreditMode.SharedPool, _bench.Head.Mode);
    }

    [Fact]
    public void SwitchCreditMode_ToTheModeInForce_DoesNothing()
    {
        var before = _bench.Head;
        Assert.Empty(_bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget)).Transfers);
        Assert.Equal(before, _bench.Head);
    }

    [Fact]
    public void SwitchCreditMode_AccountOwes_MovesItToThePoolAndPaysIt()
    {
        _bench.Charge(_a, 35);
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal((65, 0, 0), (_bench.Available(_bench.Primary), _bench.Overage(_a), _bench.Overage(_bench.Primary)));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }
}
