using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>What subscribers of the feed hear, and when.</summary>
public sealed class LedgerFeedTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LedgerFeed _feed;
    private readonly Listener _listener = new();

    public LedgerFeedTests() => _feed = new(_clock, NullLogger<LedgerFeed>.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Subscribe_FirstChange_IsToldAtOnce()
    {
        using var subscription = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);

        _feed.OnCommitted(Books.Commit(Books.Account(1, 500)));

        await Wait.UntilAsync(() => _listener.Count == 1);
        Assert.Equal(Credits.FromCredits(500), Assert.Single(_listener[0].Accounts).Available);
    }

    [Fact]
    public async Task Subscribe_Storm_IsToldOncePerIntervalWithTheLatestFigures()
    {
        using var subscription = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 0)));
        await Wait.UntilAsync(() => _listener.Count == 1);

        for (var i = 1; i <= 100; i++)
        {
            _feed.OnCommitted(Books.Commit(Books.Account(1, i), Books.Account(2 + (i % 3), i)));
        }

        await Wait.UntilAsync(() => _clock.WaitingTimers == 1);
        _clock.Advance(LedgerFeed.Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _listener.Count);
        await HandedOverAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Wait.UntilAsync(() => _listener.Count == 2);

        Assert.Equal(4, _listener[1].Accounts.Count);
        Assert.Equal(Credits.FromCredits(100), _listener[1].Accounts.Single(account => account.Id == Books.Id(1)).Available);
    }

    [Fact]
    public async Task Subscribe_ChangeDuringACall_IsToldAfterwards()
    {
        _listener.Hold();
        using var subscription = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));
        await Wait.UntilAsync(() => _listener.Started == 1);

        _feed.OnCommitted(Books.Commit(Books.Account(1, 2)));
        await HandedOverAsync();
        Assert.Equal(1, _listener.Started);
        _listener.LetGo();
        await Wait.UntilAsync(() => _clock.WaitingTimers == 1);
        _clock.Advance(LedgerFeed.Interval);

        await Wait.UntilAsync(() => _listener.Count == 2);
        Assert.Equal(Credits.FromCredits(2), _listener[1].Accounts[0].Available);
    }

    [Fact]
    public async Task Subscribe_SlowSubscriber_DelaysNobodyElse()
    {
        var slow = new Listener();
        slow.Hold();
        using var first = _feed.Subscribe(Books.Tenant, null, slow.HearAsync);
        using var second = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);

        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));

        await Wait.UntilAsync(() => _listener.Count == 1);
        slow.LetGo();
    }

    [Fact]
    public async Task Subscribe_AccountFilter_HidesOthersAndTheirTransfers()
    {
        using var subscription = _feed.Subscribe(Books.Tenant, id => id == Books.Id(2), _listener.HearAsync, withTransfers: true);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));
        await Wait.UntilAsync(() => _listener.Count == 1);

        _feed.OnCommitted(Books.Commit([Books.Transfer(1, 1, 3), Books.Transfer(2, 1, 2)], Books.Account(1, 1), Books.Account(2, 1)));
        await Wait.UntilAsync(() => _clock.WaitingTimers == 1);
        _clock.Advance(LedgerFeed.Interval);
        await Wait.UntilAsync(() => _listener.Count == 2);

        Assert.Empty(_listener[0].Accounts);
        Assert.Equal(Books.Id(2), Assert.Single(_listener[1].Accounts).Id);
        Assert.Equal(2, TenantScopedId.NumberOf(Assert.Single(_listener[1].Transfers).Id.Value));
    }

    [Fact]
    public async Task Subscribe_OtherTenant_HearsNothing()
    {
        var other = new Listener();
        using var foreign = _feed.Subscribe(new TenantId(2), null, other.HearAsync);
        using var own = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);

        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));

        await Wait.UntilAsync(() => _listener.Count == 1);
        Assert.Equal(0, other.Started);
    }

    [Fact]
    public async Task Subscribe_ModeSwitch_IsSaidOnce()
    {
        using var subscription = _feed.Subscribe(Books.Tenant, static _ => false, _listener.HearAsync);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));
        await Wait.UntilAsync(() => _listener.Count == 1);
        _clock.Advance(LedgerFeed.Interval);

        _feed.OnCommitted(Books.Commit(Books.Account(1, 2)));
        _feed.OnCommitted(new([], [], [Books.Head with { Mode = CreditMode.WorkspaceBudget }]));

        await Wait.UntilAsync(() => _listener.Count == 2);
        Assert.True(_listener[1].IsModeChanged);
        Assert.Equal(CreditMode.WorkspaceBudget, _listener[1].Head.Mode);
    }

    [Fact]
    public async Task Subscribe_FailingSubscriber_IsCalledAgain()
    {
        var calls = 0;
        using var subscription = _feed.Subscribe(Books.Tenant, null, _ =>
        {
            Interlocked.Increment(ref calls);
            throw new InvalidOperationException("the page is gone");
        });

        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));
        await Wait.UntilAsync(() => calls == 1);
        _clock.Advance(LedgerFeed.Interval);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 2)));

        await Wait.UntilAsync(() => calls == 2);
    }

    [Fact]
    public async Task Dispose_WhileACallWaitsForItsTurn_NothingMoreIsTold()
    {
        var subscription = _feed.Subscribe(Books.Tenant, null, _listener.HearAsync);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));
        await Wait.UntilAsync(() => _listener.Count == 1);
        _feed.OnCommitted(Books.Commit(Books.Account(1, 2)));
        await Wait.UntilAsync(() => _clock.WaitingTimers == 1);

        subscription.Dispose();
        subscription.Dispose();

        await Wait.UntilAsync(() => _clock.WaitingTimers == 0);
        _clock.Advance(LedgerFeed.Interval * 2);
        await HandedOverAsync();
        Assert.Equal(1, _listener.Started);
    }

    [Fact]
    public async Task Dispose_FromItsOwnCall_DoesNotHang()
    {
        IDisposable? subscription = null;
        var ended = new TaskCompletionSource();
        using var made = new ManualResetEventSlim();
        subscription = _feed.Subscribe(Books.Tenant, null, _ =>
        {
            made.Wait(TimeSpan.FromSeconds(60));
            subscription!.Dispose();
            ended.SetResult();
            return Task.CompletedTask;
        });
        made.Set();

        _feed.OnCommitted(Books.Commit(Books.Account(1, 1)));

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Waits until the feed has passed on all that it was given: commits are passed on in order.</summary>
    private async Task HandedOverAsync()
    {
        var probe = new Listener();
        using var subscription = _feed.Subscribe(Books.Probe, null, probe.HearAsync);
        _feed.OnCommitted(new([], [], [Books.Head with { Tenant = Books.Probe, Mode = Books.NextProbeMode() }]));
        await Wait.UntilAsync(() => probe.Started == 1);
    }
}
