using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

public class UsageTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void ChargeUsage_MoreThanAvailable_PaysWhatItCanAndOwesTheRest()
    {
        var a = Funded("A", 10);
        var charge = _bench.Charge(a, 25);
        Assert.Equal((0, 15), (_bench.Available(a), _bench.Overage(a)));
        Assert.Equal(25, charge.Transfers.Single().Amount.ToDecimal());
    }

    [Fact]
    public void MoveCredits_IntoAnAccountThatOwes_PaysTheOldestChargeFirst()
    {
        var a = Funded("A", 10);
        var (first, second) = (_bench.Charge(a, 14).Charge, _bench.Charge(a, 5).Charge);
        var receipt = _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(6)));
        Assert.Equal((0, 3), (_bench.Available(a), _bench.Overage(a)));
        Assert.Equal([(null, 6m), (first, 4m), (second, 2m)], receipt.Transfers.Select(t => (t.Charge, t.Amount.ToDecimal())));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public void ChargeUsage_NoAllocation_DrawsOnTheOrganizationThatCoversItElseThePool()
    {
        _bench.Buy(100);
        var org = _bench.Open("Org", AccountKinds.Organization);
        var a = _bench.Open("A", parent: org);
        _bench.Do(new MoveCredits(_bench.Primary, org, Credits.FromCredits(10)));
        _bench.Charge(a, 8);
        _bench.Charge(a, 8);
        Assert.Equal((0, 2, 82), (_bench.Available(a), _bench.Available(org), _bench.Available(_bench.Primary)));
    }

    [Fact]
    public void ChargeUsage_SharedPool_ThePrimaryWorkspacePays()
    {
        var a = Funded("A", 10);
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Charge(a, 8);
        Assert.Equal((0, 1_000 - 8), (_bench.Available(a), _bench.Available(_bench.Primary)));
        _bench.Commit();
        Assert.Equal(a, _bench.Books.Charges.Values.Single().Facts.Workspace);
    }

    [Fact]
    public void ChargeUsage_OfZero_IsRecordedOnceAndPostsNothing()
    {
        var a = Funded("A", 10);
        var usage = new ChargeUsage(Credits.Zero, new() { Workspace = a, Tokens = new(5, 0) }, _bench.Now);
        var receipt = _bench.Do(usage, "free");
        Assert.Empty(receipt.Transfers);
        Assert.Equal(receipt.Charge, Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(usage, "free")).Receipt.Charge);
        _bench.Commit();
        Assert.Equal(receipt.Charge, Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(usage, "free")).Receipt.Charge);
        Assert.Equal(1, _bench.Books.Usage.Sum(delta => delta.Requests));
    }

    [Fact]
    public void ChargeUsage_DeletedWorkspace_OnlyForUsageFromBefore()
    {
        var a = Funded("A", 10);
        var before = _bench.Now.AddMinutes(-1);
        _bench.Do(new DeleteAccount(a));
        Assert.Equal(RefusalReason.AccountDeleted,
            _bench.Refuse(new ChargeUsage(Credits.FromCredits(1), new() { Workspace = a }, _bench.Now)).Reason);
        _bench.Charge(a, 1, before);
        Assert.Equal(999, _bench.Available(_bench.Primary));
    }

    public static TheoryData<ChargeUsage, RefusalReason> RefusedUsage()
    {
        var now = new LedgerBench().Now;
        var one = Credits.FromCredits(1);
        return new()
        {
            { new(Credits.FromMicroCredits(-1), new(), now), RefusalReason.InvalidAmount },
            { new(one, new() { User = "" }, now), RefusalReason.InvalidText },
            { new(one, new() { Model = new('m', 256) }, now), RefusalReason.InvalidText },
            { new(one, new() { User = "a\nb" }, now), RefusalReason.InvalidText },
            { new(one, new() { Tokens = new(-1, 0) }, now), RefusalReason.InvalidText },
            { new(one, new() { Tokens = new(1, 0, CachedInput: 2) }, now), RefusalReason.InvalidText },
            { new(one, new(), now.AddHours(1)), RefusalReason.InvalidTime },
            { new(one, new() { Workspace = new AccountId(99) }, now), RefusalReason.AccountNotFound },
        };
    }

    [Theory]
    [MemberData(nameof(RefusedUsage))]
    public void ChargeUsage_NotWellFormed_IsRefused(ChargeUsage usage, RefusalReason reason) =>
        Assert.Equal(reason, _bench.Refuse(usage).Reason);

    [Fact]
    public void DeleteAccount_WithCreditsAndOverage_LeavesBothToThePrimaryWorkspace()
    {
        AccountId a = Funded("A", 10), b = Funded("B", 10);
        _bench.Charge(a, 25);
        _bench.Do(new DeleteAccount(a));
        _bench.Do(new DeleteAccount(b));
        Assert.Equal((975, 0, 0), (_bench.Available(_bench.Primary), _bench.Overage(_bench.Primary), _bench.Overage(a)));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }

    private AccountId Funded(string name, long credits)
    {
        if (_bench.Available(_bench.Primary) == 0)
        {
            _bench.Buy(1_000);
        }

        var id = _bench.Open(name);
        _bench.Do(new MoveCredits(_bench.Primary, id, Credits.FromCredits(credits)));
        return id;
    }
}
