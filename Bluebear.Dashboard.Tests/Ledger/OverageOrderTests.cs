using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>
/// Which credits pay what is owed, and which come back first. Each rule was found by a random walk; here it is by itself.
/// </summary>
public class OverageOrderTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void RecordPurchase_AfterAHoldsLimit_LetsWhatTheHoldGivesBackPayFirst()
    {
        var held = _bench.Buy(10);
        _bench.Reserve(_bench.Primary, 10);
        _bench.Charge(_bench.Primary, 4);
        _bench.Now = _bench.Now.AddMinutes(11);
        var bought = _bench.Buy(100);
        Assert.Equal((4m, 0m), (Spent(held), Spent(bought)));
        Assert.Equal((106m, 0m), (_bench.Available(_bench.Primary), _bench.Overage(_bench.Primary)));
        Audit();
    }

    [Fact]
    public void RefundCharge_LotDrawnTwice_GoesBackInTheOrderOfItsDraws()
    {
        var lasting = _bench.Buy(15);
        var hold = _bench.Reserve(_bench.Primary, 10);
        var ending = _bench.Buy(5, _bench.Now.AddDays(1));
        var charge = _bench.Do(new SettleReservation(hold, Credits.FromCredits(20))).Charge!.Value;
        _bench.Do(new RefundCharge(charge, Credits.FromCredits(7)));
        Assert.Equal((10m, 3m), (Spent(lasting), Spent(ending)));
        Audit();
    }

    [Fact]
    public void RefundCharge_OfTwoAccountsToThePool_IsWholeBeforeItPaysInBurnOrder()
    {
        var (charge, ending, lasting) = ChargeOfTwoAccounts();
        _bench.Charge(_bench.Primary, 12);
        _bench.Do(new RefundCharge(charge));
        Assert.Equal((10m, 2m), (Spent(ending), Spent(lasting)));
        Assert.Equal((18m, 0m), (_bench.Available(_bench.Primary), _bench.Overage(_bench.Primary)));
        Audit();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void End_OfAHoldOfTwoAccountsToThePool_IsWholeBeforeItPaysInBurnOrder(int? cost)
    {
        var (hold, ending, lasting) = HoldOfTwoAccounts();
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Charge(_bench.Primary, 12);
        _bench.Do(cost is { } settled ? new SettleReservation(hold, Credits.FromCredits(settled)) : new ReleaseReservation(hold));
        Assert.Equal((10m, 2m), (Spent(ending), Spent(lasting)));
        Assert.Equal((8m, 0m), (_bench.Available(_bench.Primary), _bench.Overage(_bench.Primary)));
        Audit();
    }

    [Fact]
    public void SettleReservation_OfTwoAccountsToThePool_IsWholeBeforeItPaysInBurnOrder()
    {
        var (hold, ending, lasting) = HoldOfTwoAccounts();
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Charge(_bench.Primary, 12);
        // 2 of its own; of the 18 that come back the 10 that end go first.
        _bench.Do(new SettleReservation(hold, Credits.FromCredits(2)));
        Assert.Equal((10m, 4m), (Spent(ending), Spent(lasting)));
        Audit();
    }

    [Fact]
    public void SwitchCreditMode_SeveralAccountsOwe_PaysTheOldestChargeWhoeverOwedIt()
    {
        AccountId rich = _bench.Open("Rich"), later = _bench.Open("Later"), first = _bench.Open("First");
        _bench.Buy(12);
        Allocate(rich, 10);
        Allocate(later, 1);
        Allocate(first, 1);
        var older = _bench.Charge(first, 9).Charge!.Value;
        var younger = _bench.Charge(later, 9).Charge!.Value;
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal((0m, 6m), (Owed(older), Owed(younger)));
        Audit();
    }

    /// <summary>Paid 10 by a workspace that is deleted then, of credits that end, and 20 by the pool, of credits that last.</summary>
    private (ChargeId Charge, PurchaseId Ending, PurchaseId Lasting) ChargeOfTwoAccounts()
    {
        var workspace = _bench.Open("W");
        var ending = _bench.Buy(10, _bench.Now.AddDays(1));
        Allocate(workspace, 10);
        var charge = _bench.Charge(workspace, 30).Charge!.Value;
        _bench.Do(new DeleteAccount(workspace));
        return (charge, ending, _bench.Buy(20));
    }

    /// <summary>Held: 10 of a workspace's credits, which last, and 10 of the shared pool's above it, which end.</summary>
    private (HoldId Hold, PurchaseId Ending, PurchaseId Lasting) HoldOfTwoAccounts()
    {
        _bench.Books.Policies = new()
        {
            Split = true,
            WorkspaceRoute = [new(AccountKinds.Workspace, OnExhausted.FallThrough), new(AccountKinds.SharedPool, OnExhausted.Block)],
        };
        var shared = _bench.Open("S", AccountKinds.SharedPool);
        var workspace = _bench.Open("W", parent: shared);
        var lasting = _bench.Buy(10);
        Allocate(workspace, 10);
        var ending = _bench.Buy(10, _bench.Now.AddDays(1));
        Allocate(shared, 10);
        return (_bench.Reserve(workspace, 20), ending, lasting);
    }

    private void Allocate(AccountId to, long credits) => _bench.Do(new MoveCredits(_bench.Primary, to, Credits.FromCredits(credits)));

    private decimal Spent(PurchaseId purchase) => _bench.Book.FindPurchase(purchase)!.Spent.ToDecimal();

    private decimal Owed(ChargeId charge) => _bench.Book.OverageOf(_bench.Primary, charge).ToDecimal();

    private void Audit()
    {
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }
}
