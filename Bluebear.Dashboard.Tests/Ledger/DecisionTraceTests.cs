using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Data;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>Decisions are kept in few bytes and read back as they were.</summary>
public class DecisionTraceTests
{
    private static readonly TenantId Tenant = new(7);

    [Fact]
    public void Read_OfEveryPart_IsTheDecision()
    {
        var (first, second) = (Id(2), Id(70_000));
        var decision = new PathDecision
        {
            Steps =
            [
                new(first, "workspace", Credits.FromCredits(12), StepOutcome.FallsThrough) { OnExhausted = OnExhausted.FallThrough },
                new(second, "llm-agent-fleet", Credits.Zero, StepOutcome.Blocks),
            ],
            FundedBy = [new(first, Credits.FromMicroCredits(1)), new(second, Credits.FromMicroCredits(long.MaxValue))],
            Limiting = second,
            Shortfall = Credits.FromCredits(3),
            IsForbidden = true,
        };
        var trace = DecisionTrace.Of(decision);
        var read = trace.Read(Tenant);
        Assert.Equal(decision.Steps, read.Steps);
        Assert.Equal(decision.FundedBy, read.FundedBy);
        Assert.Equal((decision.Limiting, decision.Shortfall, decision.IsAllowed, decision.IsForbidden),
            (read.Limiting, read.Shortfall, read.IsAllowed, read.IsForbidden));
        Assert.InRange(trace.Bytes.Length, 1, 90);
    }

    [Fact]
    public void Read_OfOtherBytes_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new DecisionTrace(new byte[] { 1, 1, 0, 0, 9 }).Read(Tenant));

    [Fact]
    public async Task Charge_Stored_KeepsItsDecision()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        var receipt = await database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { Workspace = TestDatabase.Workspace }, TimeProvider.System.GetUtcNow()));
        using var batch = database.Store.BeginBatch();
        var path = batch.FindTransfer(receipt.Transfers[0].Id)!.Decision!.Read(TestDatabase.Tenant);
        Assert.Equal(TestDatabase.Workspace, Assert.Single(path.FundedBy).Account);
    }

    [Fact]
    public async Task Post_OfAnAccountTwiceUnderOneKey_OpensOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = await database.PostAsync(new OpenAccount(AccountKinds.Team, "Red"), "once");
        var again = await database.PostAsync(new OpenAccount(AccountKinds.Team, "Red"), "once");
        Assert.Equal(first.Account, again.Account);
        var other = await database.Ledger.PostAsync(TestDatabase.Posting(new OpenAccount(AccountKinds.Team, "Blue"), "once"));
        Assert.Equal(RefusalReason.OperationKeyReused, Assert.IsType<PostingResult.Refused>(other).Refusal.Reason);
    }

    private static AccountId Id(long number) => new(TenantScopedId.Compose(Tenant, number));
}
