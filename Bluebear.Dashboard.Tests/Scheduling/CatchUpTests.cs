using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>What was missed is done once and in bounded steps, on a real database and by several at once.</summary>
public sealed class CatchUpTests
{
    private const int Holds = 1_000;

    private readonly ManualClock _clock = new(Instants.Truncate(TimeProvider.System.GetUtcNow()) - TimeSpan.FromDays(92));

    [Fact]
    public async Task Start_AfterThreeMonthsTwice_PostsEachEndOnceInBoundedSteps_F30()
    {
        await using var database = await LeftAloneAsync();
        var batches = database.Scalar("SELECT count(*) FROM seals");

        for (var start = 0; start < 2; start++)
        {
            using var runner = DueWorkBench.Expiry(database);
            await runner.RunDueAsync();
        }

        AssertCaughtUp(database);
        Assert.True(database.Scalar("SELECT count(*) FROM seals") - batches >= Holds / 200);
        Assert.Equal(0, database.Scalar(
            "SELECT count(*) FROM transfers AS later JOIN transfers AS earlier ON earlier.id = later.id - 1 WHERE later.recorded_at < earlier.recorded_at"));
    }

    [Fact]
    public async Task TwoRunners_EvenWithoutALease_PostEachEndOnce_F31()
    {
        await using var database = await LeftAloneAsync();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var post = new PostDue(database.Ledger);
            using var runner = DueWorkBench.Runner(database,
                new ToldWork(new ExpireDueHolds(database.Contexts, post), static _ => { }) { IsOfThisProcess = true },
                new ToldWork(new ExpireEndedCredits(database.Contexts, post), static _ => { }) { IsOfThisProcess = true });
            await runner.RunDueAsync();
        })));

        AssertCaughtUp(database);
    }

    [Fact]
    public async Task TwoRunners_WorkThatOnlyTheLeaseGuards_DoEachItemOnce_F31()
    {
        await using var database = await TestDatabase.CreateAsync();
        var works = Enumerable.Range(0, 2).Select(_ => new NotedWork(database)).ToArray();
        var runners = works.Select(work => DueWorkBench.Runner(database, work)).ToArray();
        await Task.WhenAll(runners.Select(runner => runner.StartAsync(default)));

        await Wait.UntilAsync(() => Noted(database) >= NotedWork.Items);
        await Task.WhenAll(runners.Select(runner => runner.StopAsync(default)));

        Assert.Equal(NotedWork.Items, Noted(database));
        Assert.Equal(NotedWork.Items, database.Scalar("SELECT count(DISTINCT subject) FROM audit_events"));
    }

    [Fact]
    public async Task Runner_ThatSleptWhileAnotherTookOver_WritesNothingMore_F31()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        var (asleep, awake) = (new TaskCompletionSource(), new TaskCompletionSource());
        var sleeper = new NotedWork(database)
        {
            BeforeWrite = async () =>
            {
                asleep.TrySetResult();
                await awake.Task;
            },
        };
        using var first = DueWorkBench.Runner(database, sleeper);
        using var second = DueWorkBench.Runner(database, new NotedWork(database));
        var sleeping = first.RunDueAsync();
        await asleep.Task;

        // The process as a whole was asleep: nothing renewed the lease.
        database.Execute("UPDATE leases SET until = 0");
        await second.RunDueAsync();
        awake.SetResult();
        await sleeping;

        Assert.Equal(0, sleeper.Done);
        Assert.Equal(NotedWork.Items, Noted(database));
        Assert.Equal(NotedWork.Items, database.Scalar("SELECT count(DISTINCT subject) FROM audit_events"));
    }

    [Fact]
    public async Task Process_KilledInMidCatchUp_TheNextOneResumesAtOnce_F32()
    {
        await using var database = await LeftAloneAsync();
        await database.CloseWriterAsync();
        for (var kill = 0; kill < 3; kill++)
        {
            using var child = ChildProcess.Start("catch-up", database.File, "true");
            Assert.Equal("ready", await child.ReadLineAsync());
            Assert.StartsWith("done", await child.ReadLineAsync(), StringComparison.Ordinal);
            await child.KillAsync();
        }

        Assert.InRange(database.Scalar("SELECT count(*) FROM holds WHERE status = 3"), 1, Holds - 1);
        using (var last = ChildProcess.Start("catch-up", database.File, "false"))
        {
            // The lease of the one that was killed has not run out: nobody waits for that.
            while (await last.ReadLineAsync() is { } line && line != "caught up")
            {
            }

            await last.EndAsync();
        }

        AssertCaughtUp(database);
        Assert.Equal(4, database.Scalar("SELECT epoch FROM leases WHERE name = 'expire_holds'"));
    }

    // Holds and credits that all end in the days after the application was stopped, three months ago.
    private async Task<TestDatabase> LeftAloneAsync()
    {
        var database = await TestDatabase.CreateAsync(_clock);
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-1"));
        for (var workspace = 0; workspace < 10; workspace++)
        {
            await database.PostAsync(new RecordPurchase(Credits.FromCredits(10), $"INV-2-{workspace}", ExpiresAt: _clock.GetUtcNow().AddDays(1 + workspace)));
            await database.PostAsync(new OpenAccount(AccountKinds.Workspace, $"Atlas {workspace}", null, null, Credits.FromCredits(10)));
        }

        await Task.WhenAll(Enumerable.Range(0, Holds).Select(_ => database.PostAsync(new ReserveCredits(Credits.FromCredits(1), new() { ConsumerGroup = "gateway" }))));
        // A reservation may have taken credits that end; as these come back, they have ended, too.
        _clock.Advance(TimeSpan.FromDays(92) - TimeSpan.FromMinutes(1));
        return database;
    }

    private static void AssertCaughtUp(TestDatabase database)
    {
        Assert.Equal(Holds, database.Scalar("SELECT count(*) FROM holds WHERE status = 3"));
        Assert.Equal(Holds, database.Scalar("SELECT count(*) FROM transfers WHERE type = 5"));
        Assert.Equal(Holds, database.Scalar("SELECT count(DISTINCT hold_id) FROM transfers WHERE type = 5"));
        Assert.Equal(Credits.FromCredits(100).MicroCredits, database.Scalar("SELECT sum(amount_micro_credits) FROM transfers WHERE type = 7"));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM lots WHERE ends_at IS NOT NULL AND available_micro_credits + reserved_micro_credits > 0"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    private static long Noted(TestDatabase database) => database.Scalar("SELECT count(*) FROM audit_events");

    /// <summary>Puts each of its items on the record. Nothing but the lease keeps an item from being there twice.</summary>
    private sealed class NotedWork(TestDatabase database) : IDueWork
    {
        public const int Items = 100;

        private int _done;

        public string Name => "noted";

        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public DueBounds Bounds { get; } = new() { PerTurn = 20, PerTenant = 20, AtOnce = 4 };

        public Func<Task> BeforeWrite { get; init; } = static () => Task.CompletedTask;

        public int Done => _done;

        public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
        {
            await using var context = database.Contexts.ForTenant(TestDatabase.Tenant);
            var noted = await context.AuditEvents.Select(row => row.Subject).ToHashSetAsync(cancellation);
            return [.. Enumerable.Range(1, Items).Where(item => !noted.Contains($"{item}") && !search.TenantsToSkip.Contains(1))
                .Select(item => new DueItem(TestDatabase.Tenant, search.Now, item)).Take(search.Most)];
        }

        public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
        {
            await BeforeWrite();
            await database.Get<DatabaseWrites>().WriteAsync(item.Tenant, async context =>
            {
                await context.RequireLeaseAsync(term!, cancellation);
                context.AuditEvents.Add(new() { TenantId = 1, RecordedAt = item.DueAt, Actor = "Bluebear", Action = "noted", Subject = $"{item.Id}" });
            }, cancellation);
            Interlocked.Increment(ref _done);
            return true;
        }
    }
}
