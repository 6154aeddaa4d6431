using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Holds on a real file, with everybody at once.</summary>
public class HoldsOnSqliteTests
{
    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task Reserve_SixtyFourAtOnceOnCreditsForTen_GrantsExactlyTen()
    {
        await using var database = await FilledAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => database.Ledger.PostAsync(Reserve(10, $"r{i}"))));
        Assert.Equal(10, results.Count(result => result is PostingResult.Posted));
        Assert.All(results.OfType<PostingResult.Refused>(), refused => Assert.Equal(RefusalReason.CreditsExhausted, refused.Refusal.Reason));
        Verify(database);
    }

    [Fact]
    public async Task Reserve_ThirtyTwoTimesOneKey_HasOneEffectAndEqualAnswers()
    {
        await using var database = await FilledAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => database.Ledger.PostAsync(Reserve(10, "once"))));
        Assert.Single(results.Select(result => (result.ReceiptOrNull!.Hold, result.ReceiptOrNull.Transfers.Single().Id)).Distinct());
        Assert.Equal(10_000_000, database.Scalar("SELECT sum(reserved_micro_credits) FROM accounts"));
        Verify(database);
    }

    [Fact]
    public async Task Settle_RacingTheTimeLimit_EndsEachHoldOnce()
    {
        await using var database = await FilledAsync();
        var holds = new List<HoldId>();
        for (var i = 0; i < 20; i++)
        {
            holds.Add((await database.PostAsync(new ReserveCredits(Credits.FromCredits(5), Facts()))).Hold!.Value);
        }

        var ended = holds.Select((hold, i) => Task.Run(async () =>
        {
            if (i == 10)
            {
                _clock.Advance(TimeSpan.FromMinutes(10));
            }

            return await database.Ledger.PostAsync(TestDatabase.Posting(new SettleReservation(hold, Credits.FromCredits(5))));
        })).ToList();
        ended.Add(database.Ledger.PostAsync(TestDatabase.Posting(new ExpireHolds(100))));
        await Task.WhenAll(ended);
        await database.PostAsync(new ExpireHolds(100));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM holds WHERE status = 0"));
        Assert.Equal(20, database.Scalar("SELECT count(*) FROM transfers WHERE hold_id IS NOT NULL AND type IN (4, 5)"));
        Verify(database);
    }

    [Fact]
    public async Task Hold_ReadAfterARestart_SettlesAndRefunds()
    {
        await using var database = await FilledAsync();
        var hold = (await database.PostAsync(new ReserveCredits(Credits.FromCredits(30), Facts()))).Hold!.Value;
        await database.CloseWriterAsync();
        var charge = (await database.PostAsync(new SettleReservation(hold, Credits.FromCredits(12)))).Charge!.Value;
        await database.CloseWriterAsync();
        await database.PostAsync(new RefundCharge(charge, Credits.FromCredits(2)));
        await database.CloseWriterAsync();
        var refused = await database.Ledger.PostAsync(TestDatabase.Posting(new RefundCharge(charge, Credits.FromCredits(11))));
        Assert.Equal(10, Assert.IsType<PostingResult.Refused>(refused).Refusal.Available!.Value.ToDecimal());
        Assert.Equal(90_000_000, database.Scalar("SELECT available_micro_credits FROM accounts WHERE name = 'Atlas'"));
        Verify(database);
    }

    [Fact]
    public async Task Hold_OfNothing_IsKeptWithItsUsageAndEndsAtItsLimit_G1()
    {
        await using var database = await FilledAsync();
        var details = new UsageDetails { CacheWrite = 20, Tier = ServiceTier.Batch };
        await database.PostAsync(new ChargeUsage(Credits.FromCredits(1), Facts() with { Tokens = new(9, 0), Details = new() { ImageInput = 9 } }, _clock.GetUtcNow()));
        var facts = Facts() with { Tokens = new(100, 0), Details = details };
        var free = TestDatabase.Posting(new ReserveCredits(Credits.Zero, facts) { IsPriced = true, ListedOutputTokens = 50 }, "free");
        var hold = Assert.IsType<PostingResult.Posted>(await database.Ledger.PostAsync(free)).Receipt;
        await database.CloseWriterAsync();
        Assert.Equal(hold.Hold, Assert.IsType<PostingResult.AlreadyPosted>(await database.Ledger.PostAsync(free)).Receipt.Hold);
        Assert.Empty(hold.Transfers);
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM transfers WHERE hold_id IS NOT NULL"));
        Assert.Equal(150, database.Scalar("SELECT input_tokens + output_tokens FROM holds WHERE details = 'cache_write=20,tier=batch' AND transfer_id IS NULL"));
        Verify(database);

        _clock.Advance(TimeSpan.FromMinutes(10));
        await database.PostAsync(new ExpireHolds(100));
        Assert.Equal((long)HoldStatus.Expired, database.Scalar("SELECT status FROM holds"));
        var late = await database.PostAsync(new ChargeUsage(Credits.FromCredits(1), facts, _clock.GetUtcNow()) { Hold = hold.Hold });
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM charges WHERE details = 'cache_write=20,tier=batch' AND hold_id IS NOT NULL"));
        Assert.NotNull(late.Charge);
        Verify(database);
    }

    [Theory]
    [InlineData("UPDATE holds SET amount_micro_credits = 0")]
    [InlineData("UPDATE holds SET input_tokens = -1")]
    [InlineData("UPDATE holds SET cached_input_tokens = 1")]
    [InlineData("UPDATE holds SET details = ''")]
    public async Task Database_AHoldThatCannotBe_IsRefused(string change)
    {
        await using var database = await FilledAsync();
        await database.PostAsync(new ReserveCredits(Credits.FromCredits(30), Facts()));
        Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => database.Execute(change));
    }

    [Fact]
    public async Task Verify_HoldEndedBehindTheBack_NamesIt()
    {
        await using var database = await FilledAsync();
        await database.PostAsync(new ReserveCredits(Credits.FromCredits(30), Facts()));
        await database.CloseWriterAsync();
        database.Execute("UPDATE holds SET status = 2, ended_at = expires_at");
        Assert.Contains(database.Get<VerifyLedger>().Run()[0].Differences, sentence => sentence.Contains("Reservation 1 (res_", StringComparison.Ordinal));
    }

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await TestDatabase.CreateAsync(_clock);
        await database.FillAsync();
        return database;
    }

    private static Posting Reserve(long credits, string key) =>
        TestDatabase.Posting(new ReserveCredits(Credits.FromCredits(credits), Facts()), key);

    private static UsageFacts Facts() => new() { Workspace = TestDatabase.Workspace, User = "grace", Model = "m" };

    private static void Verify(TestDatabase database) =>
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
}
