using System.Data.Common;
using System.Diagnostics;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Tests.Scheduling;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>What a second process does to a database. Each says "ready" once it has begun and ends with its standard input.</summary>
internal static class DatabaseChild
{
    public static async Task HoldGateAsync(string file)
    {
        using var gate = new DatabaseGate(Location(file));
        using var pass = gate.Enter();
        await UntilToldAsync();
    }

    public static async Task HoldDatabaseAsync(string file)
    {
        using var connection = new SqliteConnection(Location(file).ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        await UntilToldAsync();
    }

    public static async Task ServeAsync(string file)
    {
        using var serving = new ServingLock(Location(file));
        serving.Take("http://localhost:12345");
        await UntilToldAsync();
    }

    /// <summary>Moves one credit after the other from the pool to workspace 2, several at once, and says each key that was answered.</summary>
    public static async Task PostAsync(string file, string prefix)
    {
        await using var database = TestDatabase.Open(file);
        var ledger = database.Ledger;
        Console.WriteLine("ready");
        var number = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (true)
            {
                var key = $"{prefix}-{Interlocked.Increment(ref number)}";
                var result = await ledger.PostAsync(TestDatabase.OneCredit(key));
                if (result is PostingResult.Posted)
                {
                    lock (Console.Out)
                    {
                        Console.WriteLine(key);
                        Console.Out.Flush();
                    }
                }
            }
        }));
    }

    /// <summary>
    /// Reserves for one request after the other, several at once, settles every other one, and says "held n" and "settled n" as it is
    /// answered.
    /// </summary>
    public static async Task HoldAndSettleAsync(string file, string prefix)
    {
        await using var database = TestDatabase.Open(file);
        var ledger = database.Ledger;
        Say("ready");
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref last);
                var held = await ledger.PostAsync(KilledHoldTests.Reserve(prefix, number));
                Say($"held {number}");
                if (KilledHoldTests.IsSettled(number))
                {
                    await ledger.PostAsync(KilledHoldTests.Settle(prefix, number, held.ReceiptOrNull!.Hold!.Value));
                    Say($"settled {number}");
                }
            }
        }));
    }

    /// <summary>
    /// Serves the database and does the due work of holds and credits; says "done" after the first item and then hangs, or "caught up"
    /// where it may do all.
    /// </summary>
    public static async Task CatchUpAsync(string file, string hangs)
    {
        await using var database = TestDatabase.Open(file);
        database.Get<ServingLock>().Take("catching up");
        var post = new PostDue(database.Ledger);
        using var runner = DueWorkBench.Runner(database,
            new ToldWork(new ExpireDueHolds(database.Contexts, post), Tell), new ToldWork(new ExpireEndedCredits(database.Contexts, post), Tell),
            new ToldWork(new FundDueBudgets(database.Contexts, database.Ledger), Tell));
        Say("ready");
        await runner.RunDueAsync();
        Say("caught up");
        await UntilEndAsync();

        void Tell(string done)
        {
            if (bool.Parse(hangs))
            {
                Say(done);
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.WriteLine(line);
            Console.Out.Flush();
        }
    }

    /// <summary>Migrates and kills itself before the migration's nth command; ends in good order where there are fewer.</summary>
    public static async Task MigrateAndDieAsync(string file, int command)
    {
        Console.WriteLine("ready");
        await using var services = TestDatabase.Services(file, null, new DyingInterceptor(command));
        await services.GetRequiredService<DatabaseStartup>().PrepareAsync(CancellationToken.None);
    }

    private static Task UntilToldAsync()
    {
        Console.WriteLine("ready");
        return UntilEndAsync();
    }

    private static async Task UntilEndAsync() => await Console.In.ReadLineAsync();

    private static DatabaseLocation Location(string file) => DatabaseLocation.Of($"Data Source={file}");

    private sealed class DyingInterceptor(int last) : DbCommandInterceptor
    {
        private int _count;

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (++_count == last)
            {
                Process.GetCurrentProcess().Kill();
            }

            return ValueTask.FromResult(result);
        }
    }
}
