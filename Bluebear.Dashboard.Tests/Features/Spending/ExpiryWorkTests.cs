using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>Credits that end while nobody touches them.</summary>
public sealed class ExpiryWorkTests
{
    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task Runner_WhenCreditsEnd_PostsItWithinASecond()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        await FillAsync(database, end);
        using var runner = DueWorkBench.Expiry(database);
        await runner.StartAsync(default);

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
        await runner.StopAsync(default);
    }

    [Fact]
    public async Task Runner_AfterALongStop_CatchesUpAtOnce()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        await FillAsync(database, end);
        _clock.Advance(TimeSpan.FromDays(90));

        using var runner = DueWorkBench.Expiry(database);
        await runner.StartAsync(default);

        await Wait.UntilAsync(() => Available(database) == 0);
        await runner.StopAsync(default);
        Assert.Equal(2, database.Scalar($"SELECT count(*) FROM transfers WHERE type = 7 AND occurred_at = {Micros(end)}"));
    }

    [Fact]
    public async Task Runner_NothingEnded_WritesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        await FillAsync(database, _clock.GetUtcNow() + TimeSpan.FromDays(1));
        var before = database.Scalar("SELECT count(*) FROM seals");

        using var runner = DueWorkBench.Expiry(database);
        await runner.RunDueAsync();

        Assert.Equal(before, database.Scalar("SELECT count(*) FROM seals"));
    }

    [Theory]
    [InlineData("UPDATE accounts SET available_micro_credits = 1 WHERE tenant_id = 1")]
    [InlineData("UPDATE lots SET available_micro_credits = 9223372036854775807 WHERE tenant_id = 1")]
    [InlineData("UPDATE lots SET ends_at = -9223372036854775807 WHERE tenant_id = 1")]
    public async Task Expire_OneTenantsBooksAreCorrupted_ExpiresTheOthersCredits_H2(string corruption)
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        foreach (var tenant in (TenantId[])[new(1), new(2)])
        {
            var purchase = new RecordPurchase(Credits.FromCredits(100), "INV-1", ExpiresAt: end);
            await database.Ledger.PostAsync(TestDatabase.Posting(purchase) with { Tenant = tenant });
        }

        database.Execute(corruption);
        var before = database.Scalar("SELECT available_micro_credits FROM accounts WHERE tenant_id = 1");
        _clock.Advance(TimeSpan.FromHours(1));
        using var runner = DueWorkBench.Expiry(database);
        await runner.RunDueAsync();

        Assert.Equal(0, database.Scalar("SELECT available_micro_credits FROM accounts WHERE tenant_id = 2"));
        Assert.Equal(before, database.Scalar("SELECT available_micro_credits FROM accounts WHERE tenant_id = 1"));
    }

    [Theory]
    [InlineData("UPDATE accounts SET reserved_micro_credits = 0 WHERE tenant_id = 1")]
    [InlineData("UPDATE holds SET expires_at = 9223372036854775807 WHERE tenant_id = 1")]
    [InlineData("UPDATE holds SET holder_id = (1 << 40) | 99 WHERE tenant_id = 1")]
    public async Task Expire_OneTenantsHoldsAreCorrupted_EndsTheOthersHolds_H2(string corruption)
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        foreach (var tenant in (TenantId[])[new(1), new(2)])
        {
            foreach (var movement in (Movement[])[new RecordPurchase(Credits.FromCredits(100), "INV-1"),
                new ReserveCredits(Credits.FromCredits(1), new() { ConsumerGroup = "gateway" })])
            {
                Assert.IsType<PostingResult.Posted>(await database.Ledger.PostAsync(TestDatabase.Posting(movement) with { Tenant = tenant }));
            }
        }

        database.Execute($"PRAGMA foreign_keys=OFF; {corruption}");
        _clock.Advance(HoldLimits.Default);
        using var runner = DueWorkBench.Expiry(database);
        await runner.RunDueAsync();

        Assert.Equal(1, database.Scalar("SELECT count(*) FROM holds WHERE tenant_id = 2 AND status = 3"));
    }

    private static async Task FillAsync(TestDatabase database, DateTimeOffset end)
    {
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(100), "INV-1", ExpiresAt: end));
        await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", null, null, Credits.FromCredits(40)));
    }

    private static long Expired(TestDatabase database) => database.Scalar("SELECT count(*) FROM transfers WHERE type = 7");

    private static long Available(TestDatabase database) => database.Scalar("SELECT sum(available_micro_credits) FROM accounts");

    private static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
