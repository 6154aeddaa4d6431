using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>The runner over work in memory: isolation, bounds, backoff, waking, the lease.</summary>
public sealed class DueWorkRunnerTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly DueWorkBell _bell = new();
    private readonly CollectedLog _log = new();
    private readonly List<DueWorkRunner> _started = [];

    private DateTimeOffset Now => _clock.GetUtcNow();

    [Fact]
    public async Task Item_ThatFails_StopsNoOtherTenantAndNoOtherItem_H2()
    {
        var work = new TrialWork { Do = static (item, _) => item.Id == 7 ? throw new InvalidOperationException("broken") : Task.FromResult(true) };
        work.Add(1, Now, 7);
        work.Add(1, Now, 8);
        work.Add(2, Now, 9);

        await RunDueAsync(work);

        Assert.Equal([7, 8, 9], work.Tried.Select(item => item.Id));
        Assert.Equal(1, work.Left);
    }

    [Fact]
    public async Task Runner_BeforeTheApplicationHasStarted_LooksForNothing()
    {
        var lifetime = new TestLifetime();
        var hasLookedEarly = false;
        var waiting = new TrialWork("waiting") { OnLook = () => hasLookedEarly |= !lifetime.ApplicationStarted.IsCancellationRequested };
        waiting.Add(1, Now);
        await StartAsync(DueWorkBench.Runner(new MemoryLeases(_clock), _clock, _bell, _log, lifetime, waiting));
        var other = new TrialWork("other");
        other.Add(1, Now);
        await StartAsync(other);
        await Wait.UntilAsync(() => other.Left == 0);

        lifetime.Start();

        await Wait.UntilAsync(() => waiting.Left == 0);
        Assert.False(hasLookedEarly);
    }

    [Fact]
    public async Task Kind_ThatCannotLook_StopsNoOtherKind()
    {
        var broken = new TrialWork("broken") { OnLook = static () => throw new InvalidOperationException("broken") };
        var sound = new TrialWork("sound");
        sound.Add(1, Now);

        await StartAsync(broken, sound);

        await Wait.UntilAsync(() => sound.Left == 0);
    }

    [Fact]
    public async Task Kind_ThatHangs_StopsNoOtherKind()
    {
        var hanging = new TrialWork("hanging") { Do = static async (_, cancellation) => await Forever(cancellation) };
        hanging.Add(1, Now);
        var sound = new TrialWork("sound");
        await StartAsync(hanging, sound);
        await Wait.UntilAsync(() => !hanging.Tried.IsEmpty);

        sound.Add(1, Now);
        _bell.Ring(sound.Name);

        await Wait.UntilAsync(() => sound.Left == 0);
    }

    [Fact]
    public async Task Item_ThatHangs_IsCancelledAndRests()
    {
        var work = new TrialWork
        {
            Bounds = new() { AtOnce = 1, PerItem = TimeSpan.FromSeconds(10) },
            Do = static async (item, cancellation) => item.Tenant.Value != 1 || await Forever(cancellation),
        };
        work.Add(1, Now.AddSeconds(-1));
        work.Add(2, Now);
        await StartAsync(work);
        await Wait.UntilAsync(() => !work.Tried.IsEmpty);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await Wait.UntilAsync(() => work.TriedOf(2) == 1);
        Assert.Equal(1, work.TriedOf(1));
    }

    [Fact]
    public async Task Tenant_WithManyItems_LetsOthersComeAfterItsShare()
    {
        var work = new TrialWork { Bounds = new() { AtOnce = 1, PerTurn = 4, PerTenant = 2 } };
        Enumerable.Range(1, 9).ToList().ForEach(id => work.Add(1, Now.AddDays(-1), id));
        work.Add(2, Now, 100);
        work.Add(3, Now, 200);

        await RunDueAsync(work);

        Assert.Equal([1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 1], work.Tried.Select(item => item.Tenant.Value));
        Assert.Equal(0, work.Left);
    }

    [Fact]
    public async Task Item_ThatNeedsNothing_IsNotTriedInACircle()
    {
        var work = new TrialWork { Do = static (_, _) => Task.FromResult(false) };
        work.Add(1, Now);

        await RunDueAsync(work);

        Assert.Single(work.Tried);
    }

    [Fact]
    public async Task Item_ThatFails_IsTriedAgainAfterGrowingRestsWithOneLogLineForEachChange()
    {
        var isBroken = true;
        var work = new TrialWork { Do = (_, _) => isBroken ? throw new InvalidOperationException("broken") : Task.FromResult(true) };
        work.Add(1, Now);
        await StartAsync(work);
        await Wait.UntilAsync(() => work.Tried.Count == 1);
        foreach (var (rest, tries) in ((double, int)[])[(1, 2), (2, 3), (4, 4)])
        {
            await RestsAsync(rest);
            _clock.Advance(TimeSpan.FromSeconds(rest));
            await Wait.UntilAsync(() => work.Tried.Count == tries);
        }

        await RestsAsync(8);
        isBroken = false;
        _clock.Advance(TimeSpan.FromSeconds(8));

        await Wait.UntilAsync(() => work.Left == 0 && _log.Lines.Count == 2);
        Assert.Equal([LogLevel.Error, LogLevel.Information], _log.Lines.Select(static line => line.Level));
    }

    [Fact]
    public async Task Database_ThatIsNotThere_IsAskedRarelyAndToldOnce()
    {
        var isThere = false;
        var work = new TrialWork { Do = (_, _) => isThere ? Task.FromResult(true) : throw new LedgerUnavailableException("full") };
        Enumerable.Range(1, 50).ToList().ForEach(tenant => work.Add(tenant, Now));
        await StartAsync(work);
        await Wait.UntilAsync(() => work.Tried.Count == 3);
        await WaitsAsync();
        Assert.Equal(3, work.Tried.Count);

        isThere = true;
        await Wait.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return work.Left == 0;
        });

        Assert.True(_log.Lines.Count <= 4, string.Join('\n', _log.Lines));
    }

    [Fact]
    public async Task Bell_Rings_LooksAtOnce()
    {
        var work = new TrialWork();
        await StartAsync(work);
        await WaitsAsync();

        work.Add(1, Now);
        _bell.Ring(work.Name);

        await Wait.UntilAsync(() => work.Left == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_OfTheLedger_WakesThoseWhoAskedForIt(bool wakes)
    {
        var work = new TrialWork { WakesOnCommit = wakes };
        await StartAsync(work);
        await WaitsAsync();
        var looks = work.Looks;

        work.Add(1, Now);
        _bell.OnCommitted(new([], [], []));
        if (wakes)
        {
            await Wait.UntilAsync(() => work.Left == 0);
        }

        Assert.Equal(wakes, work.Looks > looks);
    }

    [Fact]
    public async Task Item_DueLater_IsDoneAtItsTimeAndNotAtTheInterval()
    {
        var work = new TrialWork { Interval = TimeSpan.FromHours(1) };
        work.Add(1, Now.AddSeconds(90));
        await StartAsync(work);
        await WaitsAsync();
        _clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Empty(work.Tried);

        _clock.Advance(TimeSpan.FromSeconds(1));

        await Wait.UntilAsync(() => work.Left == 0);
    }

    [Fact]
    public async Task Clock_SetAnHourBackAndAYearAhead_EachItemIsDoneOnceAndTheIntervalHolds_F28()
    {
        var work = new TrialWork { Interval = TimeSpan.FromSeconds(10) };
        work.Add(1, Now.AddMinutes(-1));
        work.Add(2, Now.AddDays(1));
        await StartAsync(work);
        await Wait.UntilAsync(() => work.Tried.Count == 1);
        await WaitsAsync();

        _clock.Set(TimeSpan.FromHours(-1));
        work.Add(3, Now.AddSeconds(-1));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Wait.UntilAsync(() => work.TriedOf(3) == 1);
        await WaitsAsync();

        _clock.Set(TimeSpan.FromDays(365));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Wait.UntilAsync(() => work.TriedOf(2) == 1);

        Assert.Equal([1, 3, 2], work.Tried.Select(item => item.Tenant.Value));
    }

    [Fact]
    public async Task TwoRunners_OneLease_OneWorksAndTheOtherTakesOverWhenItEnds()
    {
        var leases = new MemoryLeases(_clock);
        var (first, second) = (Shared(), Shared());
        first.Add(1, Now);
        var leading = await StartAsync(leases, first);
        await Wait.UntilAsync(() => first.Left == 0);

        second.Add(1, Now);
        await StartAsync(leases, second);
        await Wait.UntilAsync(() => _log.Lines.Any(static line => line.Text.Contains("stands by", StringComparison.Ordinal)));
        Assert.Empty(second.Tried);
        await leading.StopAsync(default);

        await Wait.UntilAsync(() =>
        {
            _clock.Advance(second.Interval);
            return second.Left == 0;
        }, TimeSpan.FromSeconds(10));
        Assert.Equal(2, leases.Epoch(second.Name));
    }

    [Fact]
    public async Task Lease_TakenAfterALook_LooksAgainBeforeItWorks_F31()
    {
        var work = Shared();
        work.Add(1, Now);
        work.Add(2, Now);
        work.OnLook = () =>
        {
            if (work.Looks == 2)
            {
                // The instance that held the lease until now has done it.
                work.Remove(1);
            }
        };
        using var runner = DueWorkBench.Runner(new MemoryLeases(_clock), _clock, _bell, _log, work);

        await runner.RunDueAsync();

        Assert.Equal([2], work.Tried.Select(item => item.Tenant.Value));
    }

    [Fact]
    public async Task Lease_OfAnIdleRunner_IsNeitherTakenNorRenewed()
    {
        var leases = new MemoryLeases(_clock);
        var work = Shared();
        await StartAsync(leases, work);
        for (var look = 1; look <= 70; look++)
        {
            await WaitsAsync();
            _clock.Advance(work.Interval);
            await Wait.UntilAsync(() => work.Looks > look);
        }

        Assert.Equal(0, leases.Writes);
    }

    [Fact]
    public async Task Lease_WhileWorkGoesOn_IsRenewedOnceInHalfItsDuration()
    {
        var leases = new MemoryLeases(_clock);
        var work = Shared();
        using var runner = DueWorkBench.Runner(leases, _clock, _bell, _log, work);
        for (var second = 0; second < 300; second++)
        {
            work.Add(1, Now);
            await runner.RunDueAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(300, work.Tried.Count);
        Assert.Equal(10, leases.Writes);
    }

    [Fact]
    public async Task Lease_DuringALongItem_IsKept()
    {
        var leases = new MemoryLeases(_clock);
        var going = new TaskCompletionSource<bool>();
        var work = Shared(TimeSpan.FromHours(1));
        work.Do = (_, _) => going.Task;
        work.Add(1, Now);
        await StartAsync(leases, work);
        await Wait.UntilAsync(() => !work.Tried.IsEmpty);
        for (var renewals = 2; renewals <= 6; renewals++)
        {
            await WaitsAsync(2);
            _clock.Advance(WorkLease.RenewAfter);
            await Wait.UntilAsync(() => leases.Writes == renewals);
        }

        Assert.Null(await leases.TakeAsync(work.Name, LeaseHolder.New(), WorkLease.Duration, default));
        going.SetResult(true);
        await Wait.UntilAsync(() => work.Left == 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in _started)
        {
            await runner.StopAsync(default);
            runner.Dispose();
        }
    }

    private static async Task<bool> Forever(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return true;
    }

    private static TrialWork Shared(TimeSpan? perItem = null) => new()
    {
        IsOfThisProcess = false,
        Interval = TimeSpan.FromSeconds(1),
        Bounds = new() { AtOnce = 1, PerItem = perItem ?? DueBounds.Default.PerItem },
    };

    private Task RestsAsync(double seconds) => Wait.UntilAsync(() => _clock.NextTimer == TimeSpan.FromSeconds(seconds));

    private Task WaitsAsync(int timers = 1) => Wait.UntilAsync(() => _clock.WaitingTimers >= timers);

    private async Task RunDueAsync(TrialWork work)
    {
        using var runner = DueWorkBench.Runner(new MemoryLeases(_clock), _clock, _bell, _log, work);
        await runner.RunDueAsync();
    }

    private Task<DueWorkRunner> StartAsync(params IDueWork[] kinds) => StartAsync(new MemoryLeases(_clock), kinds);

    private Task<DueWorkRunner> StartAsync(MemoryLeases leases, params IDueWork[] kinds) =>
        StartAsync(DueWorkBench.Runner(leases, _clock, _started.Count == 0 ? _bell : new(), _log, kinds));

    private async Task<DueWorkRunner> StartAsync(DueWorkRunner runner)
    {
        _started.Add(runner);
        await runner.StartAsync(default);
        return runner;
    }
}
