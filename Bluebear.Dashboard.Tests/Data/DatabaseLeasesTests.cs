using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Leases in a real database: one holder at a time, a new epoch with each change of hands.</summary>
public sealed class DatabaseLeasesTests : IAsyncLifetime
{
    private const string Work = "work";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly LeaseHolder _one = LeaseHolder.New();
    private readonly LeaseHolder _other = LeaseHolder.New();
    private TestDatabase _database = null!;

    private ILeaseStore Leases => _database.Get<ILeaseStore>();

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(_clock);

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Take_HeldByAnother_IsFreeWhenItRunsOutAndThenHasANewEpoch()
    {
        Assert.Equal(1, await EpochAsync(_one));
        Assert.Null(await EpochAsync(_other));
        _clock.Advance(Minute / 2);
        Assert.Equal(1, await EpochAsync(_one));
        _clock.Advance(Minute - TimeSpan.FromTicks(10));
        Assert.Null(await EpochAsync(_other));
        _clock.Advance(TimeSpan.FromTicks(10));

        Assert.Equal(2, await EpochAsync(_other));
        Assert.Null(await EpochAsync(_one));
    }

    [Fact]
    public async Task GiveBack_ByTheHolder_FreesItAtOnceAndByAnEarlierOneDoesNothing()
    {
        var first = await TakeAsync(_one);
        await Leases.GiveBackAsync(first!, default);
        Assert.Equal(2, await EpochAsync(_other));

        await Leases.GiveBackAsync(first!, default);

        Assert.Null(await EpochAsync(_one));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_OneGetsIt_F31()
    {
        var terms = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => TakeAsync(LeaseHolder.New()))));

        Assert.Single(terms, static term => term is not null);
    }

    [Fact]
    public async Task RequireLease_AfterSomebodyTookOver_UndoesTheWrite()
    {
        var first = await TakeAsync(_one);
        await WriteAsync(first!, "before");
        _clock.Advance(Minute);
        var second = await TakeAsync(_other);

        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(first!, "after"));
        await WriteAsync(second!, "other");

        Assert.Equal(1, _database.Scalar("SELECT count(*) FROM tenants WHERE name = 'other'"));
    }

    [Theory]
    [InlineData(true, 8L)]
    [InlineData(false, null)]
    public async Task Take_OfAProcessThatEnded_NeedsNoWaitWhereNoOtherProcessServes(bool serves, long? epoch)
    {
        LeaveBehind(_clock.GetUtcNow() + Minute);
        if (serves)
        {
            _database.Get<ServingLock>().Take("serving");
        }

        Assert.Equal(epoch, await EpochAsync(_one));
    }

    [Fact]
    public async Task Take_LeftBehindUnderAClockAYearAhead_IsFree_F28()
    {
        LeaveBehind(_clock.GetUtcNow() + TimeSpan.FromDays(365));

        Assert.Equal(8, await EpochAsync(_one));
    }

    [Fact]
    public async Task Take_ClockBackAnHour_StaysWithTheHolder_F28()
    {
        await TakeAsync(_one);
        _clock.Set(TimeSpan.FromHours(-1));

        Assert.Equal(1, await EpochAsync(_one));
        Assert.Null(await EpochAsync(_other));
    }

    private Task<LeaseTerm?> TakeAsync(LeaseHolder holder) => Leases.TakeAsync(Work, holder, Minute, default);

    private async Task<long?> EpochAsync(LeaseHolder holder) => (await TakeAsync(holder))?.Epoch;

    private Task WriteAsync(LeaseTerm term, string name) => _database.Get<DatabaseWrites>().WriteAsync(null, async context =>
    {
        await context.RequireLeaseAsync(term);
        context.Tenants.Single(row => row.Id == 1).Name = name;
    });

    // As another process that was killed.
    private void LeaveBehind(DateTimeOffset until) => _database.Execute(
        $"INSERT INTO leases (name, holder, epoch, until) VALUES ('{Work}', 'elsewhere/1/0#1', 7, {(until - DateTimeOffset.UnixEpoch).Ticks / 10})");
}
