using System.Diagnostics;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Printing;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

/// <summary>What pages ask of the database is found by keys: no page reads or sorts a whole table (quality.md, P5).</summary>
public class QueryPlanTests
{
    // Few rows by nature: accounts, purchases and texts are looked through, entries and transfers never are.
    private static readonly string[] Large = ["transfers", "entries", "charges", "usage_hours", "usage_days"];

    [Fact]
    public async Task LedgerPages_ByAnyFilter_ReadLargeTablesByKeyAlone()
    {
        await using var bench = await HistoryBench.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            await bench.MoveAsync(bench.Pool, bench.Atlas, 1);
            await bench.ChargeAsync(bench.Atlas, 1, "ada", "gpt-5");
        }

        var place = new PagePlace((await bench.List.RunAsync(new(), default, 5)).Older, null);
        var day = BookBound.OfDay(new(2026, 11, 1));
        LedgerFilter[] filters =
        [
            new(), new() { From = day, To = day }, new() { Account = bench.Atlas }, new() { Kind = new(TransferType.Allocation) },
            new() { Kind = new(TransferType.Settlement), Account = bench.Atlas },
            new() { Kind = new(TransferType.Allocation, AllocationDirection.In), Account = bench.Atlas },
        ];
        var together = (await bench.PostAsync(new MoveCreditsTogether(
            [new(bench.Pool, bench.Atlas, Credits.FromCredits(5)), new(bench.Pool, bench.Boreas, Credits.FromCredits(7))]))).Transfers[0].Id;
        LedgerFilter[] shows = [.. filters, new() { Show = LedgerShow.People }, new() { Show = LedgerShow.Usage }, new() { Show = LedgerShow.Usage, Account = bench.Atlas }];
        foreach (var role in (Role[])[Role.Auditor, Role.TeamLead])
        {
            bench.Caller.Caller = TestCallers.Of(role, bench.Atlas);
            using var plans = new Plans(bench.Database);
            foreach (var filter in filters)
            {
                await bench.List.RunAsync(filter, place, 5);
            }

            foreach (var filter in shows)
            {
                await bench.PageAsync(filter, opened: together, size: 5);
                await bench.PageAsync(filter, place, size: 5);
                await new ReadLedgerPrint(bench.Caller, bench.Database.Contexts, bench.Clock).RunAsync(filter);
            }

            await new ReadBalance(bench.Caller, bench.Database.Contexts, bench.Clock).AtEndAsync(bench.Atlas, day);
            foreach (var withoutUsage in (bool[])[true, false])
            {
                await new ReadUsagePage(bench.Caller, bench.Database.Contexts)
                    .RunAsync(new(new(new(2026, 11, 1), new(2026, 11, 30)), [UsageKey.Workspace], []), withoutUsage);
            }

            Assert.True(plans.Commands > 10);
            Assert.Empty(plans.Scans(Large));
        }
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.TeamLead)]
    public async Task Exceptions_ReadChargesByTheirOwnIndexAlone(Role role)
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.Caller.Caller = TestCallers.Of(role, bench.Atlas);
        using var plans = new Plans(bench.Database);
        var list = new ListUnpriced(bench.Caller, bench.Database.Contexts, bench.Clock);

        await list.RunAsync(null, 5);
        await list.DaysAsync();

        Assert.Empty(plans.Scans(Large));
        Assert.Equal(2, plans.Steps("charges").Count(static step => step.Contains("ix_charges_estimates (id>? AND id<?)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TransfersBetween_BoundsOutsideTheTenant_AreItsOwnAndTheOnlyOnes()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await using var db = bench.Database.Contexts.ForTenant(TestDatabase.Tenant);
        await using var other = bench.Database.Contexts.ForTenant(new(2));

        Assert.Equal(await db.Transfers.CountAsync(), await db.TransfersBetween(0, long.MaxValue).CountAsync());
        Assert.Equal(0, await other.TransfersBetween(0, long.MaxValue).CountAsync());
        Assert.Equal(2, db.TransfersBetween(1, 2).ToQueryString().Split(">=").Length);
    }

    [Fact]
    public async Task Scans_OfAReadThatSorts_FindsIt()
    {
        await using var bench = await HistoryBench.CreateAsync();
        using var plans = new Plans(bench.Database);
        await using var db = bench.Database.Contexts.ForTenant(TestDatabase.Tenant);

        await db.Transfers.OrderBy(row => row.AmountMicroCredits).Take(5).ToListAsync();

        Assert.NotEmpty(plans.Scans(Large));
    }

    /// <summary>Listens to what EF Core asks of one database and explains it.</summary>
    private sealed class Plans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly TestDatabase _database;
        private readonly List<IDisposable> _subscriptions = [];
        private readonly List<(string Sql, string[] Parameters)> _commands = [];

        public Plans(TestDatabase database)
        {
            _database = database;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Commands => _commands.Count;

        /// <summary>The steps that read one of these tables from its start, or sort it, each with its statement.</summary>
        public List<string> Scans(string[] tables) => [.. tables.SelectMany(table => Explain(table)
            .Where(static plan => IsScan(plan.Sql, plan.Step)).Select(static plan => $"{plan.Step}: {plan.Sql}")).Distinct()];

        /// <summary>The steps of the statements that read a table.</summary>
        public List<string> Steps(string table) => [.. Explain(table).Select(static plan => plan.Step)];

        private List<(string Sql, string Step)> Explain(string table)
        {
            using var connection = _database.OpenRaw();
            List<(string, string)> found = [];
            foreach (var (sql, parameters) in _commands.Where(command => command.Sql.Contains($"FROM \"{table}\"", StringComparison.Ordinal)))
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The product's own statements.
                command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
                foreach (var parameter in parameters)
                {
                    command.Parameters.Add(new SqliteParameter(parameter, 1L));
                }

                using var steps = command.ExecuteReader();
                while (steps.Read())
                {
                    found.Add((sql, steps.GetString(3)));
                }
            }

            return found;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: { } command }
                && command.Connection?.DataSource == _database.File)
            {
                _commands.Add((command.CommandText, [.. command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName)]));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

        // An account may have as many entries as the tenant: a range of them has two ends, or is read in order and cut short.
        private static bool ReadsAllOfAnAccount(string sql, string step) => step.Contains("TABLE entries", StringComparison.Ordinal)
            && !(step.Contains("AS e ", StringComparison.Ordinal) && sql.Contains("ORDER BY \"e\".\"sequence\"", StringComparison.Ordinal))
            && (step.EndsWith("(account_id=?)", StringComparison.Ordinal) || step.EndsWith("(account_id=? AND sequence<?)", StringComparison.Ordinal)
                || step.EndsWith("(account_id=? AND sequence>?)", StringComparison.Ordinal));

        // Small tables (accounts) may be looked through; a constant list is scanned by nature.
        private static bool IsScan(string sql, string step) =>
            ReadsAllOfAnAccount(sql, step)
            || (step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) && !sql.Contains("GROUP BY", StringComparison.Ordinal))
            || (step.StartsWith("SCAN TABLE", StringComparison.Ordinal) && !step.Contains("TABLE accounts", StringComparison.Ordinal)
                && !step.Contains("json_each", StringComparison.Ordinal));
    }
}
