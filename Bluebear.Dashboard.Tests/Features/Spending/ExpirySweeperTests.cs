using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>Credits that end while nobody touches them.</summary>
public sealed class ExpirySweeperTests
{
    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task Sweeper_WhenCreditsEnd_PostsItWithinASecond()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        await FillAsync(database, end);
        using var sweeper = Sweeper(database);
        await sweeper.StartAsync(default);

        // A tick before the end changes nothing, the one after it does.
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, Expired(database));
        await Wait.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Expired(database) == 2;
        });

        Assert.Equal(0, Available(database));
        Assert.Equal(2, database.Scalar($"SELECT count(*) FROM transfers WHERE type = 7 AND occurred_at = {Micros(end)}"));
        await sweeper.StopAsync(default);
    }

    [Fact]
    public async Task Sweeper_AfterALongStop_CatchesUpAtOnce()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        await FillAsync(database, end);
        _clock.Advance(TimeSpan.FromDays(90));

        using var sweeper = Sweeper(database);
        await sweeper.StartAsync(default);

        await Wait.UntilAsync(() => Available(database) == 0);
        await sweeper.StopAsync(default);
        Assert.Equal(2, database.Scalar($"SELECT count(*) FROM transfers WHERE type = 7 AND occurred_at = {Micros(end)}"));
    }

    [Fact]
    public async Task Sweep_NothingEnded_WritesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        await FillAsync(database, _clock.GetUtcNow() + TimeSpan.FromDays(1));
        var before = database.Scalar("SELECT count(*) FROM seals");

        using var sweeper = Sweeper(database);
        await sweeper.SweepAsync(default);

        Assert.Equal(before, database.Scalar("SELECT count(*) FROM seals"));
    }

    private static ExpirySweeper Sweeper(TestDatabase database) => new(
        database.Contexts, database.Ledger, database.Get<TimeProvider>(), NullLogger<ExpirySweeper>.Instance);

    private static async Task FillAsync(TestDatabase database, DateTimeOffset end)
    {
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(100), "INV-1", ExpiresAt: end));
        await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", null, null, Credits.FromCredits(40)));
    }

    private static long Expired(TestDatabase database) => database.Scalar("SELECT count(*) FROM transfers WHERE type = 7");

    private static long Available(TestDatabase database) => database.Scalar("SELECT sum(available_micro_credits) FROM accounts");

    private static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
