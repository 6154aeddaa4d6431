using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>The gate and the serving lock, among threads and among processes.</summary>
public class LockTests
{
    [Fact]
    public async Task Gate_AmongThreads_LetsInOneAtATime()
    {
        using var folder = new TempFolder();
        using var first = new DatabaseGate(Location(folder)) { Timeout = TimeSpan.FromMinutes(5) };
        using var second = new DatabaseGate(Location(folder)) { Timeout = TimeSpan.FromMinutes(5) };
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                using var pass = worker % 2 == 0 ? first.Enter() : await second.EnterAsync();
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        })));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Gate_HeldByAnotherProcess_IsRefusedInTimeAndFreeAfterItsDeath()
    {
        using var folder = new TempFolder();
        using var child = ChildProcess.Start("hold-gate", folder.File("bluebear.db"));
        Assert.Equal("ready", await child.ReadLineAsync());
        using var gate = new DatabaseGate(Location(folder)) { Timeout = TimeSpan.FromMilliseconds(200) };

        Assert.Throws<LedgerUnavailableException>(gate.Enter);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => gate.EnterAsync());

        await child.KillAsync();
        gate.Enter().Dispose();
    }

    [Fact]
    public async Task Serving_ByAnotherProcess_IsRefusedByNameWhileSmallWritesGoOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var child = ChildProcess.Start("serve", database.File);
        Assert.Equal("ready", await child.ReadLineAsync());

        var refused = Assert.Throws<DatabaseServedException>(() => database.Get<ServingLock>().Take("http://localhost:2"));
        var writing = Assert.Throws<DatabaseServedException>(database.Store.BeginBatch);
        await database.Get<DatabaseWrites>().WriteAsync(null, async context =>
            (await context.Tenants.SingleAsync(static row => row.Id == 1)).Name = "Renamed");

        Assert.Contains($"process {child.Id}, http://localhost:12345", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Holder, writing.Holder);
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'Renamed'"));
        await child.KillAsync();
        database.Get<ServingLock>().Take("http://localhost:2");
    }

    [Fact]
    public async Task Serving_TwiceInOneProcess_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var second = new ServingLock(database.Get<DatabaseLocation>());
        database.Get<ServingLock>().Take("http://localhost:1");

        Assert.Throws<DatabaseServedException>(() => second.Take("http://localhost:2"));
        Assert.NotNull(second.FindOtherHolder());
    }

    [Fact]
    public async Task SaveChanges_OfAPlainContext_TakesTheGateAndGivesItBack()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Contexts.CreateDbContext();
        (await context.Tenants.SingleAsync(static row => row.Id == 2)).Name = "Saved";
        await context.SaveChangesAsync();

        database.Get<DatabaseGate>().Enter().Dispose();
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM tenants WHERE name = 'Saved'"));
    }

    [Fact]
    public async Task ExecuteUpdate_WithoutTheGate_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Contexts.CreateDbContext();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            context.Tenants.ExecuteUpdateAsync(static set => set.SetProperty(static row => row.Name, "x")));
    }

    private static DatabaseLocation Location(TempFolder folder) => DatabaseLocation.Of($"Data Source={folder.File("bluebear.db")}");
}
