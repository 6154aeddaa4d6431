using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

public class ReversalTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void ReverseTransfer_Allocation_RestoresEveryLotAndLinksBack()
    {
        var a = _bench.Open("A");
        PurchaseId soon = _bench.Buy(10, _bench.Now.AddDays(5)), never = _bench.Buy(10);
        var original = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(15))).Transfers.Single();
        var reversal = _bench.Do(new ReverseTransfer(original.Id)).Transfers.Single();
        Assert.Equal((TransferType.Reversal, original.Id, a, _bench.Primary),
            (reversal.Type, reversal.Reverses, reversal.From!.Value, reversal.To!.Value));
        Assert.Equal(10, _bench.Book.FindLot(_bench.Primary, soon, default)!.Available.ToDecimal());
        Assert.Equal(10, _bench.Book.FindLot(_bench.Primary, never, default)!.Available.ToDecimal());
        Assert.Equal(RefusalReason.AlreadyReversed, _bench.Refuse(new ReverseTransfer(original.Id)).Reason);
    }

    [Fact]
    public void ReverseTransfer_CreditsSpentMeanwhile_IsRefusedWithWhatIsLeft()
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        var original = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(15))).Transfers.Single();
        _bench.Charge(a, 1);
        var refusal = _bench.Refuse(new ReverseTransfer(original.Id));
        Assert.Equal((RefusalReason.NotReversible, 14m), (refusal.Reason, refusal.Available!.Value.ToDecimal()));
    }

    [Fact]
    public void ReverseTransfer_Purchase_OnlyWhileAllOfItIsInThePool()
    {
        var a = _bench.Open("A");
        var purchase = _bench.Do(new RecordPurchase(Credits.FromCredits(5), "INV")).Transfers.Single();
        var move = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(1))).Transfers.Single();
        Assert.Equal(RefusalReason.NotReversible, _bench.Refuse(new ReverseTransfer(purchase.Id)).Reason);
        _bench.Do(new ReverseTransfer(move.Id));
        _bench.Do(new ReverseTransfer(purchase.Id));
        Assert.Equal(0, _bench.Available(_bench.Primary));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public void ReverseTransfer_SourceDeleted_GoesToThePrimaryWorkspace()
    {
        AccountId a = _bench.Open("A"), b = _bench.Open("B");
        _bench.Buy(10);
        _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(10)));
        var original = _bench.Do(new MoveCredits(a, b, Credits.FromCredits(4))).Transfers.Single();
        _bench.Do(new DeleteAccount(a));
        _bench.Do(new ReverseTransfer(original.Id));
        Assert.Equal((10, 0), (_bench.Available(_bench.Primary), _bench.Available(b)));
    }

    [Fact]
    public void ReverseTransfer_OfAnotherTenantOrAnotherType_IsRefused()
    {
        var a = _bench.Open("A");
        _bench.Buy(10);
        var settlement = _bench.Charge(a, 1).Transfers.Single();
        Assert.Equal(RefusalReason.NotReversible, _bench.Refuse(new ReverseTransfer(settlement.Id)).Reason);
        Assert.Equal(RefusalReason.TransferNotFound,
            _bench.Refuse(new ReverseTransfer(new(TenantScopedId.Compose(new(2), 1)))).Reason);
    }

    [Fact]
    public void ReverseTransfer_TheOnlyAllocation_LeavesTheAccountWithoutOne()
    {
        var a = _bench.Open("A");
        _bench.Buy(10);
        var original = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(10))).Transfers.Single();
        Assert.True(_bench.Account(a).HasAllocation(_bench.Head));
        _bench.Do(new ReverseTransfer(original.Id));
        Assert.False(_bench.Account(a).HasAllocation(_bench.Head));
    }
}
