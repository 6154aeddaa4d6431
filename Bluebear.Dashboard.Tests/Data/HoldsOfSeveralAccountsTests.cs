using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Holds that several accounts share, and holds of what is there, each through a restart and proven by the books' own check.</summary>
public class HoldsOfSeveralAccountsTests
{
    private static readonly SpendPolicies Split = new()
    {
        Split = true,
        WorkspaceRoute = [new(AccountKinds.Workspace, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block)],
    };

    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()));

    // Of 150, Atlas (100) holds all it has and the pool (400) the rest.
    [Theory]
    [InlineData(150, 0, 350, 0)]
    [InlineData(120, 0, 380, 0)]
    [InlineData(60, 40, 400, 0)]
    [InlineData(0, 100, 400, 0)]
    [InlineData(170, 0, 330, 0)]
    [InlineData(530, 0, 0, 30)]
    public async Task Settle_OfTwoAccounts_SpendsInOrderAndReturnsToEach(int cost, int atlas, int pool, int owed)
    {
        await using var database = await FilledAsync(Split);
        var hold = await HoldAsync(database, 150);
        await database.CloseWriterAsync();
        var receipt = await database.PostAsync(new SettleReservation(hold, Credits.FromCredits(cost)));
        AssertFigures(database, atlas, pool, owed);
        await database.CloseWriterAsync();
        if (cost > 0)
        {
            await RefundInPartsAsync(database, receipt.Charge!.Value, cost);
            AssertFigures(database, 100, 400, 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_OfTwoAccounts_ReturnsToEach(bool byItself)
    {
        await using var database = await FilledAsync(Split);
        var hold = await HoldAsync(database, 150);
        AssertFigures(database, 0, 350, 0);
        await database.CloseWriterAsync();
        _clock.Advance(byItself ? HoldLimits.Default : TimeSpan.Zero);
        await database.PostAsync(byItself ? new ExpireHolds(10) : new ReleaseReservation(hold));
        AssertFigures(database, 100, 400, 0);
    }

    [Fact]
    public async Task Refund_OfTwoAccounts_GivesBackWhatWasDrawnLast()
    {
        await using var database = await FilledAsync(Split);
        var charge = (await database.PostAsync(new SettleReservation(await HoldAsync(database, 150), Credits.FromCredits(150)))).Charge!.Value;
        await database.CloseWriterAsync();
        await database.PostAsync(new RefundCharge(charge, Credits.FromCredits(70)));
        AssertFigures(database, 20, 400, 0);
    }

    // Nothing is denied: Atlas holds what it has of 150, and what it lacks in the end it owes.
    [Theory]
    [InlineData(150, 0, 50)]
    [InlineData(100, 0, 0)]
    [InlineData(30, 70, 0)]
    [InlineData(0, 100, 0)]
    public async Task Settle_WithEnforcementOff_OwesWhatIsMissing(int cost, int atlas, int owed)
    {
        await using var database = await FilledAsync(new() { WalletEnforcement = false });
        var hold = await HoldAsync(database, 150);
        Assert.Equal(100_000_000, database.Scalar("SELECT sum(reserved_micro_credits) FROM accounts"));
        await database.CloseWriterAsync();
        var receipt = await database.PostAsync(new SettleReservation(hold, Credits.FromCredits(cost)));
        AssertFigures(database, atlas, 400, owed);
        if (cost > 0)
        {
            await RefundInPartsAsync(database, receipt.Charge!.Value, cost);
            AssertFigures(database, 100, 400, 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_OfAHoldOfNothing_MovesNothing(bool byItself)
    {
        await using var database = await FilledAsync(new() { WalletEnforcement = false });
        await HoldAsync(database, 100);
        var empty = await HoldAsync(database, 5);
        AssertFigures(database, 0, 400, 0);
        await database.CloseWriterAsync();
        _clock.Advance(byItself ? HoldLimits.Default : TimeSpan.Zero);
        await database.PostAsync(byItself ? new ExpireHolds(10) : new ReleaseReservation(empty));
        AssertFigures(database, byItself ? 100 : 0, 400, 0);
        var late = await database.PostAsync(
            new ChargeUsage(Credits.FromCredits(5), new() { Workspace = TestDatabase.Workspace }, _clock.GetUtcNow()) { Hold = empty });
        Assert.NotNull(late.Charge);
        AssertFigures(database, byItself ? 95 : 0, 400, byItself ? 0 : 5);
    }

    [Fact]
    public async Task Split_SixtyFourAtOnce_GrantsWhatBothAccountsHave()
    {
        await using var database = await FilledAsync(Split);
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => database.Ledger.PostAsync(
            TestDatabase.Posting(new ReserveCredits(Credits.FromCredits(30), Facts()), $"r{i}"))));
        Assert.Equal(16, results.Count(static result => result is PostingResult.Posted));
        AssertFigures(database, 0, 20, 0);
    }

    private async Task<TestDatabase> FilledAsync(SpendPolicies policies)
    {
        var database = await TestDatabase.CreateAsync(_clock);
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(500), "INV-1"));
        await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", "atlas", null, Credits.FromCredits(100)));
        await database.SetPoliciesAsync(policies);
        return database;
    }

    private static async Task<HoldId> HoldAsync(TestDatabase database, long credits) =>
        (await database.PostAsync(new ReserveCredits(Credits.FromCredits(credits), Facts()))).Hold!.Value;

    private static UsageFacts Facts() => new() { Workspace = TestDatabase.Workspace, User = "grace", Model = "m" };

    private static async Task RefundInPartsAsync(TestDatabase database, ChargeId charge, int cost)
    {
        await database.PostAsync(new RefundCharge(charge, Credits.FromMicroCredits(cost * 333_333L)));
        await database.CloseWriterAsync();
        await database.PostAsync(new RefundCharge(charge, Credits.FromMicroCredits(cost * 333_333L)));
        await database.PostAsync(new RefundCharge(charge));
        var more = await database.Ledger.PostAsync(TestDatabase.Posting(new RefundCharge(charge)));
        Assert.Equal(RefusalReason.RefundExceedsCharge, Assert.IsType<PostingResult.Refused>(more).Refusal.Reason);
    }

    private static void AssertFigures(TestDatabase database, int atlas, int pool, int owed)
    {
        Assert.Equal((atlas, pool, owed), (
            Whole(database, "available_micro_credits", "name = 'Atlas'"), Whole(database, "available_micro_credits", "tenant_id = 1 AND kind = 'tenant'"),
            Whole(database, "sum(overage_micro_credits)", "tenant_id = 1")));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    private static decimal Whole(TestDatabase database, string column, string where) =>
        database.Scalar($"SELECT {column} FROM accounts WHERE {where}") / 1_000_000m;
}
