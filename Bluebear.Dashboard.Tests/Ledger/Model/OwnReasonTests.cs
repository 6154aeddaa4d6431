using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Model;

/// <summary>What the product writes as the reason of movements that it makes by itself.</summary>
public class OwnReasonTests
{
    private const string Person = "ada@acme.example";
    private readonly LedgerBench _bench = new();
    private readonly AccountId _a;

    public OwnReasonTests()
    {
        _a = _bench.Open("Ticket Triage");
        _bench.Buy(100);
        _bench.Do(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(20)));
    }

    [Theory]
    [InlineData(null, "Switch to Shared Pool", "Switch to Workspace Budget")]
    [InlineData("end of trial", "Switch to Shared Pool: end of trial", "Switch to Workspace Budget: end of trial")]
    public void SwitchCreditMode_BothWays_SaysSoAndTakesANote_A11(string? note, string there, string back)
    {
        var swept = Post(new SwitchCreditMode(CreditMode.SharedPool), note);
        Assert.Equal((there, Person, TransferCause.ModeSwitch), Said(swept[0]));
        var restored = Post(new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: true), note);
        Assert.Equal((back, Person, TransferCause.ModeSwitch), Said(restored[0]));
    }

    [Fact]
    public void SwitchCreditMode_WithANoteThatDoesNotFit_IsRefusedAndChangesNothing_A11()
    {
        var refused = Assert.IsType<PostingResult.Refused>(_bench.Post(new SwitchCreditMode(CreditMode.SharedPool), reason: new('x', 371)));
        Assert.Equal((RefusalReason.InvalidText, "reason"), (refused.Refusal.Reason, refused.Refusal.Field));
        Assert.Equal(CreditMode.WorkspaceBudget, _bench.Head.Mode);
    }

    [Fact]
    public void Overage_PaidByASwitch_IsTheActOfTheProductAndNamesItsDay_A5()
    {
        _bench.Books.Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        _bench.Now = new(2026, 11, 29, 16, 0, 0, TimeSpan.Zero);
        var charge = _bench.Charge(_a, 25).Charge!.Value;
        var done = Post(new SwitchCreditMode(CreditMode.SharedPool), "a note");

        var moved = done.Single(transfer => transfer.Cause == TransferCause.OverageMoved);
        var paid = done.Single(transfer => transfer.Cause == TransferCause.OveragePaid);
        Assert.Equal(("Overage of 30 Nov taken over from Ticket Triage", "Bluebear", TransferCause.OverageMoved), Said(moved));
        Assert.Equal(("Overage of 30 Nov paid", "Bluebear", TransferCause.OveragePaid), Said(paid));
        Assert.Equal((_bench.Primary, charge), (paid.From!.Value, paid.Charge!.Value));
    }

    [Fact]
    public void Overage_PaidByAnAllocation_KeepsThePersonsReasonToTheAllocation_A5()
    {
        _bench.Charge(_a, 25);
        _bench.Now = new(2027, 1, 2, 9, 0, 0, TimeSpan.Zero);
        var done = Post(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(30)), "more for November");
        Assert.Equal([("more for November", Person, null), ("Overage of 1 Nov 2026 paid", "Bluebear", TransferCause.OveragePaid)], done.Select(Said));
        Assert.Equal(done[0].Id, done[1].Operation);
    }

    [Fact]
    public void Movements_TheProductMakesByItself_WriteTheirOwnReason_A11()
    {
        var first = _bench.Do(new OpenAccount(AccountKinds.Workspace, "B", FirstAllocation: Credits.FromCredits(5)));
        Assert.Equal(("First allocation", Person, TransferCause.FirstAllocation), Said(first.Transfers[0]));
        Assert.Equal(("Deletion of B", Person, TransferCause.Deletion), Said(_bench.Do(new DeleteAccount(first.Account!.Value)).Transfers[0]));

        _bench.Reserve(_a, 1, TimeSpan.FromMinutes(5));
        _bench.Buy(7, _bench.Now.AddDays(1));
        _bench.Now = _bench.Now.AddDays(2);
        _bench.Do(new ExpireHolds(5));
        _bench.Do(new ExpireEndedLots(5));
        _bench.Commit();
        var due = _bench.Books.Transfers.Values.Where(t => t.Type is TransferType.Release or TransferType.Expiry).OrderBy(t => t.Id.Value).Select(Said);
        Assert.Equal([("Time limit of the hold reached", "Bluebear", TransferCause.TimeLimit), ("Credits of INV-7 expired", "Bluebear", TransferCause.Expiry)], due);
    }

    private IReadOnlyList<Transfer> Post(Movement movement, string? reason) =>
        Assert.IsType<PostingResult.Posted>(_bench.Post(movement, reason: reason)).Receipt.Transfers;

    private (string? Reason, string Actor, TransferCause? Cause) Said(Transfer transfer)
    {
        _bench.Commit();
        var texts = _bench.Books.Texts.ToDictionary(text => text.Value, text => text.Key.Item3);
        return (transfer.Reason is { } reason ? texts[reason] : null, texts[transfer.Actor], transfer.Cause);
    }
}
