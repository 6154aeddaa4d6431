using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

public sealed class RecordPollTests : IAsyncLifetime, IDisposable
{
    private readonly ManualClock _clock = new();
    private TestDatabase _database = null!;
    private RecordPoll _poll = null!;
    private int _told;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        _poll = new(_database.Contexts, _clock, NullLogger<RecordPoll>.Instance);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    public void Dispose() => _poll.Dispose();

    [Fact]
    public async Task Subscriber_ChangeByAnotherProcess_IsToldOnce()
    {
        using var subscription = await SubscribeAsync();
        await using var other = TestDatabase.Open(_database.File, _clock);

        await NoteAsync(other, TestDatabase.Tenant);
        _clock.Advance(RecordPoll.Interval);
        await Wait.UntilAsync(() => _told == 1);
        _clock.Advance(RecordPoll.Interval);
        _clock.Advance(RecordPoll.Interval);

        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Subscriber_OfATenant_HearsOfANewGroupButNothingOfOthersAndOfBalances()
    {
        using var subscription = await SubscribeAsync();

        await NoteAsync(_database, new(2));
        await _database.FillAsync();
        _clock.Advance(RecordPoll.Interval);
        Assert.Equal(0, _told);

        await _database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { ConsumerGroup = "late" }, _clock.GetUtcNow()));
        _clock.Advance(RecordPoll.Interval);
        await Wait.UntilAsync(() => _told > 0);
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Subscriber_ThatFails_IsCalledAgain()
    {
        using var subscription = await _poll.SubscribeAsync(TestDatabase.Tenant, false, () =>
        {
            Interlocked.Increment(ref _told);
            throw new InvalidOperationException();
        });
        await NoteAsync(_database, TestDatabase.Tenant);
        _clock.Advance(RecordPoll.Interval);
        await Wait.UntilAsync(() => _told == 1);

        await NoteAsync(_database, TestDatabase.Tenant);
        await Wait.UntilAsync(() =>
        {
            _clock.Advance(RecordPoll.Interval);
            return _told == 2;
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Subscription_Ended_LooksNoMore(bool byToken)
    {
        using var gone = new CancellationTokenSource();
        using var subscription = await _poll.SubscribeAsync(TestDatabase.Tenant, false, () => Task.CompletedTask, gone.Token);
        var waiting = _clock.WaitingTimers;

        if (byToken)
        {
            await gone.CancelAsync();
        }
        else
        {
            subscription.Dispose();
        }

        Assert.Equal(waiting - 1, _clock.WaitingTimers);
    }

    private Task<IDisposable> SubscribeAsync() => _poll.SubscribeAsync(TestDatabase.Tenant, false, () =>
    {
        Interlocked.Increment(ref _told);
        return Task.CompletedTask;
    });

    private Task NoteAsync(TestDatabase database, TenantId tenant) => database.Get<DatabaseWrites>().WriteAsync(tenant, context =>
    {
        new AuditLog(_clock).Add(context, tenant, AuditActor.CommandLine, AuditActions.GroupMapped, "core");
        return Task.CompletedTask;
    });
}
