using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Holds under a clock that somebody sets: they end once and in bounded time, and the books never go back.</summary>
public class HoldClockTests
{
    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task Clock_BackAnHour_HoldsKeepTheirLimitsAndTheBooksTheirOrder()
    {
        await using var database = await FilledAsync();
        var before = await ReserveAsync(database);
        _clock.Advance(TimeSpan.FromHours(-1));
        var after = await ReserveAsync(database);
        Assert.Equal(_clock.GetUtcNow() + HoldLimits.Default, after.HoldEndsAt);
        _clock.Advance(HoldLimits.Default);
        await SweepAsync(database);
        Assert.Equal((HoldStatus.Held, HoldStatus.Expired), (Status(database, before), Status(database, after)));
        _clock.Advance(TimeSpan.FromHours(1));
        await SweepAsync(database);
        Assert.Equal(HoldStatus.Expired, Status(database, before));
        AssertEndedOnce(database, 2);
    }

    [Fact]
    public async Task Clock_AYearAheadAndBack_LeavesNoHoldForAYear()
    {
        await using var database = await FilledAsync();
        var before = await ReserveAsync(database);
        _clock.Advance(TimeSpan.FromDays(365));
        await SweepAsync(database);
        Assert.Equal(HoldStatus.Expired, Status(database, before));
        var ahead = await ReserveAsync(database);
        _clock.Advance(TimeSpan.FromDays(-365));
        await SweepAsync(database);
        Assert.Equal(HoldStatus.Expired, Status(database, ahead));
        var after = await ReserveAsync(database);
        Assert.Equal(_clock.GetUtcNow() + HoldLimits.Default, after.HoldEndsAt);
        await SweepAsync(database);
        Assert.Equal(HoldStatus.Held, Status(database, after));
        _clock.Advance(HoldLimits.Default);
        var late = await database.Ledger.PostAsync(TestDatabase.Posting(new SettleReservation(after.Hold!.Value, Credits.FromCredits(1))));
        Assert.Equal(HoldStatus.Expired, Assert.IsType<PostingResult.Refused>(late).Refusal.Ended);
        await SweepAsync(database);
        AssertEndedOnce(database, 3);
    }

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await TestDatabase.CreateAsync(_clock);
        await database.FillAsync();
        return database;
    }

    private static Task<Receipt> ReserveAsync(TestDatabase database) =>
        database.PostAsync(new ReserveCredits(Credits.FromCredits(10), new() { Workspace = TestDatabase.Workspace }));

    private static async Task SweepAsync(TestDatabase database)
    {
        using var runner = DueWorkBench.Expiry(database);
        await runner.RunDueAsync();
    }

    private static HoldStatus Status(TestDatabase database, Receipt receipt) =>
        (HoldStatus)database.Scalar($"SELECT status FROM holds WHERE id = {receipt.Hold!.Value.Value}");

    private static void AssertEndedOnce(TestDatabase database, long holds)
    {
        Assert.Equal(holds, database.Scalar("SELECT count(DISTINCT hold_id) FROM transfers WHERE type = 5"));
        Assert.Equal(holds, database.Scalar("SELECT count(*) FROM transfers WHERE type = 5"));
        Assert.Equal(100_000_000, database.Scalar("SELECT available_micro_credits FROM accounts WHERE name = 'Atlas'"));
        Assert.Equal(0, database.Scalar(
            "SELECT count(*) FROM transfers AS later JOIN transfers AS earlier ON earlier.id = later.id - 1 WHERE later.recorded_at < earlier.recorded_at"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }
}
