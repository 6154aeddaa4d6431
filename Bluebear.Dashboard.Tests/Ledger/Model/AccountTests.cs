using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Model;

public class AccountTests
{
    private readonly LedgerBench _bench = new();

    public static TheoryData<OpenAccount, RefusalReason> RefusedAccounts() => new()
    {
        { new("workspace", ""), RefusalReason.InvalidText },
        { new("workspace", "   "), RefusalReason.InvalidText },
        { new("workspace", new('x', 101)), RefusalReason.InvalidText },
        { new("workspace", "a\u0007b"), RefusalReason.InvalidText },
        { new("tenant", "x"), RefusalReason.InvalidText },
        { new("Work Space", "x"), RefusalReason.InvalidText },
        { new("workspace", " taken "), RefusalReason.AlreadyExists },
        { new("workspace", "\u200b\u2060"), RefusalReason.InvalidText },
        { new("workspace", "\u3164 \u2800"), RefusalReason.InvalidText },
        { new("workspace", "TAKEN"), RefusalReason.AlreadyExists },
        { new("workspace", "Ta\u200bken\ufeff"), RefusalReason.InvalidText },
        { new("workspace", "Ta\u200dken"), RefusalReason.AlreadyExists },
        { new("workspace", "x", "REF-1"), RefusalReason.AlreadyExists },
        { new("workspace", "x", Parent: new AccountId(77)), RefusalReason.AccountNotFound },
        { new("workspace", "x", FirstAllocation: Credits.FromCredits(1)), RefusalReason.InsufficientCredits },
        { new("workspace", "x", FirstAllocation: Credits.Zero), RefusalReason.InvalidAmount },
    };

    [Theory]
    [MemberData(nameof(RefusedAccounts))]
    public void OpenAccount_NotWellFormed_IsRefusedWithoutATrace(OpenAccount open, RefusalReason reason)
    {
        _bench.Do(new OpenAccount("workspace", "Taken", "ref-1"));
        var before = _bench.Head;
        Assert.Equal(reason, _bench.Refuse(open).Reason);
        Assert.Equal(before, _bench.Head);
    }

    [Fact]
    public void OpenAccount_AnyKind_WorksLikeAWorkspace()
    {
        _bench.Buy(10);
        var fleet = _bench.Do(new OpenAccount("llm-agent-fleet", "Fleet", FirstAllocation: Credits.FromCredits(4))).Account!.Value;
        _bench.Charge(fleet, 1);
        Assert.Equal((3, 6), (_bench.Available(fleet), _bench.Available(_bench.Primary)));
    }

    [Fact]
    public void OpenAccount_NameOfADeletedOne_MayBeUsedAgain()
    {
        var first = _bench.Open("A");
        _bench.Do(new DeleteAccount(first));
        Assert.NotEqual(first, _bench.Open("a"));
    }

    [Fact]
    public void DeleteAccount_WithChildren_MovesThemUp()
    {
        var org = _bench.Open("Org", AccountKinds.Organization);
        var pool = _bench.Open("Pool", AccountKinds.SharedPool, org);
        var a = _bench.Open("A", parent: pool);
        _bench.Do(new DeleteAccount(pool));
        Assert.Equal(org, _bench.Account(a).Parent);
        Assert.Equal(RefusalReason.AccountDeleted, _bench.Refuse(new DeleteAccount(pool)).Reason);
    }

    [Fact]
    public void DeleteAccount_ThePrimaryWorkspace_IsRefused() =>
        Assert.Equal(RefusalReason.PrimaryWorkspaceProtected, _bench.Refuse(new DeleteAccount(_bench.Primary)).Reason);

    [Fact]
    public void ChangeAccount_RenamesThePrimaryWorkspaceToo()
    {
        _bench.Do(new ChangeAccount(_bench.Primary, "Treasury"));
        Assert.Equal("Treasury", _bench.Account(_bench.Primary).Name);
    }

    [Fact]
    public void ChangeAccount_ToItsOwnNameInOtherCase_IsDone()
    {
        var a = _bench.Open("Alpha");
        _bench.Do(new ChangeAccount(a, "ALPHA"));
        Assert.Equal("ALPHA", _bench.Account(a).Name);
    }

    [Fact]
    public void ChangeAccount_ParentBelowItself_IsRefused()
    {
        var top = _bench.Open("Top", AccountKinds.Organization);
        var below = _bench.Open("Below", AccountKinds.Organization, top);
        Assert.Equal(RefusalReason.ParentCircle, _bench.Refuse(new ChangeAccount(top, Parent: below)).Reason);
        Assert.Equal(RefusalReason.ParentCircle, _bench.Refuse(new ChangeAccount(top, Parent: top)).Reason);
    }

    [Fact]
    public void ChangeAccount_WithoutParent_StandsAlone()
    {
        var top = _bench.Open("Top", AccountKinds.Organization);
        var below = _bench.Open("Below", AccountKinds.Organization, top);
        _bench.Do(new ChangeAccount(below, WithoutParent: true));
        Assert.Null(_bench.Account(below).Parent);
        _bench.Do(new ChangeAccount(top, Parent: below));
        Assert.Equal(below, _bench.Account(top).Parent);
    }

    [Fact]
    public void ChangeAccount_WithoutParent_OfThePrimaryWorkspace_ChangesNothing()
    {
        var org = _bench.Open("Org", AccountKinds.Organization);
        _bench.Do(new ChangeAccount(_bench.Primary, WithoutParent: true));
        Assert.Null(_bench.Account(_bench.Primary).Parent);
        Assert.Equal(RefusalReason.PrimaryWorkspaceProtected, _bench.Refuse(new ChangeAccount(_bench.Primary, Parent: org)).Reason);
    }
}
