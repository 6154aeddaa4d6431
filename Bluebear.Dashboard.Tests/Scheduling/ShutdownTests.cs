using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>What waits in memory: it is written before the application ends, and it waits while the database cannot be written.</summary>
public sealed class ShutdownTests
{
    private static readonly TenantId Tenant = new(1);

    [Fact]
    public async Task Stop_WhileCountsAndWritesWait_LosesNone()
    {
        await using var app = await RunningApp.StartAsync();
        await app.Services.GetRequiredService<CreateTenant>().CreateAsync("Northwind", "UTC", AuditActor.CommandLine);
        app.Services.GetRequiredService<UnpricedRequests>().Note(Tenant, TimeZoneInfo.Utc, "gpt-9");
        var refused = app.Services.GetRequiredService<RefusedAccess>();
        for (var times = 0; times < 3; times++)
        {
            refused.Note(Tenant, AuditActor.CommandLine, "something");
        }

        app.Services.GetRequiredService<BackgroundWrites>().Add(Tenant, static context => context.Tenants.Where(row => row.Id == 1)
            .ExecuteUpdateAsync(row => row.SetProperty(tenant => tenant.Name, "Northwind late")));
        await app.StopAsync();
        await app.StartAgainAsync();

        await using var context = app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(Tenant);
        Assert.Equal(1, (await context.UnpricedDays.SingleAsync()).Requests);
        Assert.Equal([null, "2 more within a minute"],
            await context.AuditEvents.Where(row => row.Action == AuditActions.AccessRefused).OrderBy(row => row.Id).Select(row => row.After).ToListAsync());
        Assert.Equal("Northwind late", (await context.Tenants.SingleAsync()).Name);
    }

    [Fact]
    public async Task Counts_WhileTheDatabaseCannotBeWritten_WaitAndAreWrittenOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new ManualClock();
        var unpriced = new UnpricedRequests(database.Get<DatabaseWrites>(), new(), clock);
        unpriced.Note(Tenant, TimeZoneInfo.Utc, "gpt-9");
        clock.Advance(UnpricedRequests.Window);
        var item = Assert.Single(await unpriced.FindAsync(new(clock.GetUtcNow(), 10, [], []), default));
        database.Execute("ALTER TABLE unpriced_days RENAME TO gone");
        await Assert.ThrowsAnyAsync<Exception>(() => unpriced.DoAsync(item, null, default));
        unpriced.Note(Tenant, TimeZoneInfo.Utc, "gpt-9");

        database.Execute("ALTER TABLE gone RENAME TO unpriced_days");
        Assert.True(await unpriced.DoAsync(item, null, default));
        Assert.False(await unpriced.DoAsync(item, null, default));

        Assert.Equal(2, database.Scalar("SELECT requests FROM unpriced_days"));
    }

    [Fact]
    public async Task Refusals_WhileTheDatabaseCannotBeWritten_AreToldOnceAndInOrder()
    {
        var clock = new ManualClock();
        await using var database = await TestDatabase.CreateAsync(clock);
        var refused = new RefusedAccess(database.Get<DatabaseWrites>(), new(clock), new(), clock, NullLogger<RefusedAccess>.Instance);
        using var runner = DueWorkBench.Runner(database, refused);
        refused.Note(Tenant, AuditActor.CommandLine, "something");
        database.Execute("ALTER TABLE audit_events RENAME TO gone");
        await runner.RunDueAsync();
        refused.Note(Tenant, AuditActor.CommandLine, "something");
        refused.Note(Tenant, AuditActor.CommandLine, "something");

        database.Execute("ALTER TABLE gone RENAME TO audit_events");
        clock.Advance(TimeSpan.FromSeconds(1));
        await runner.RunDueAsync();
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM audit_events WHERE \"after\" IS NULL"));
        clock.Advance(RefusedAccess.Window);
        await runner.RunDueAsync();

        Assert.Equal(2, database.Scalar("SELECT count(*) FROM audit_events"));
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM audit_events WHERE \"after\" = '2 more within a minute'"));
    }

    [Fact]
    public async Task LateWrites_OneIsRefused_WritesThoseBehindIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var writes = database.Get<BackgroundWrites>();
        writes.Add(Tenant, static _ => throw new InvalidOperationException("refused"));
        writes.Add(Tenant, context => Rename(context, "behind"));
        writes.Add(new(2), context => Rename(context, "never", 9));

        using var runner = DueWorkBench.Runner(database, writes);
        await runner.RunDueAsync();

        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'behind'"));
        Assert.Empty(await writes.FindAsync(DueSearch.Everything, default));
    }

    [Fact]
    public async Task LateWrites_WhileTheDatabaseCannotBeWritten_WaitAndRest()
    {
        await using var database = await TestDatabase.CreateAsync();
        var writes = database.Get<BackgroundWrites>();
        var isFull = true;
        writes.Add(Tenant, context => isFull ? throw new LedgerUnavailableException("full") : Rename(context, "after all"));
        writes.Add(new(2), context => Rename(context, "meanwhile", 2));

        using (var runner = DueWorkBench.Runner(database, writes))
        {
            await runner.RunDueAsync();
        }

        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'meanwhile'"));
        isFull = false;
        using var later = DueWorkBench.Runner(database, writes);
        await later.RunDueAsync();
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'after all'"));
    }

    [Fact]
    public async Task LateWrites_TooManyOfOneTenant_LeaveRoomForOthers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var writes = database.Get<BackgroundWrites>();
        var written = 0;
        for (var write = 0; write < BackgroundWrites.MostOfTenant + 5; write++)
        {
            writes.Add(Tenant, _ => Task.FromResult(written++));
        }

        writes.Add(new(2), context => Rename(context, "another", 2));
        using var runner = DueWorkBench.Runner(database, writes);
        await runner.RunDueAsync();

        Assert.Equal(BackgroundWrites.MostOfTenant, written);
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'another'"));
    }

    private static async Task Rename(BluebearDbContext context, string name, int tenant = 1) =>
        (await context.Tenants.SingleAsync(row => row.Id == tenant)).Name = name;
}
