using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Printing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History.Printing;

public class LedgerPrintTests
{
    [Fact]
    public async Task Run_AnAccountsMonth_HasAllRowsBetweenItsBalancesAndSaysWhatItIs_A22()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 120; i++)
        {
            await bench.ChargeAsync(bench.Atlas, 1, "ada", "gpt-5");
        }

        bench.WaitUntil(new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero));
        await bench.MoveAsync(bench.Pool, bench.Atlas, 77);
        var (filter, _) = LedgerFilter.Read(new() { Account = PublicId.Format(PublicId.Account, bench.Atlas.Value), From = "2026-12-01", To = "2026-12-31" });

        var print = await Reader(bench).RunAsync(filter);

        Assert.Equal(120, print.Lines.Count);
        Assert.Equal((2_000m, 1_880m), (print.Opening!.Posted.ToDecimal(), print.Closing!.Posted.ToDecimal()));
        Assert.Equal([1_999m, 1_880m], new[] { print.Lines[0], print.Lines[^1] }.Select(line => line.BalanceAfter!.Value.ToDecimal()));
        Assert.Equal(("Northwind", "FinanceAdmin", "Atlas"), (print.Sheet.Company, print.Sheet.Person, print.Sheet.Account));
        Assert.Equal("1 Dec 2026 – 31 Dec 2026", Assert.Single(print.Sheet.Filters).Value);
        Assert.Equal(bench.Clock.GetUtcNow(), print.Sheet.At);
        Assert.False(print.IsCut);
    }

    [Fact]
    public async Task Run_MoreThanFits_HasTheNewestAndOpensBeforeThem_A22()
    {
        await using var bench = await HistoryBench.CreateAsync();
        for (var i = 0; i < ReadLedgerPrint.MostLines; i++)
        {
            await bench.ChargeAsync(bench.Atlas, 0.5m);
        }

        var print = await Reader(bench).RunAsync(new() { Account = bench.Atlas });

        Assert.True(print.IsCut);
        Assert.Equal(ReadLedgerPrint.MostLines, print.Lines.Count);
        Assert.Equal((2_000m, 1_000m), (print.Opening!.Posted.ToDecimal(), print.Closing!.Posted.ToDecimal()));
    }

    [Fact]
    public async Task Run_AnotherTeamsAccount_IsNotThere_A22()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => Reader(bench).RunAsync(new() { Account = bench.Boreas }));

        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
        Assert.Single((await Reader(bench).RunAsync(new())).Lines);
    }

    private static ReadLedgerPrint Reader(HistoryBench bench) => new(bench.Caller, bench.Database.Contexts, bench.Clock);
}
