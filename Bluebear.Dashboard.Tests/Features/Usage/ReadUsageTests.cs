using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Features.History;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage;

/// <summary>Reports against the ledger's own entries and charges, summed up by another way.</summary>
public class ReadUsageTests
{
    private static readonly UsageRange November = new(new(2026, 11, 1), new(2026, 11, 30));

    [Theory]
    [InlineData(UsageKey.Day)]
    [InlineData(UsageKey.Workspace)]
    [InlineData(UsageKey.User)]
    [InlineData(UsageKey.Model)]
    public async Task RunAsync_ByAnything_SumsUpToWhatTheLedgerSays(UsageKey group)
    {
        await using var bench = await SpendAsync(seed: 7);

        var report = (await ReadAsync(bench, group)).Report;

        var expected = await OfTheLedgerAsync(bench, _ => true);
        Assert.Equal(expected, report.Total);
        Assert.Equal(expected, report.Lines.Aggregate(default(UsageSum), (sum, line) => sum + line.Sum));
        Assert.Equal(expected.Credits, Credits.Sum(report.Series.SelectMany(series => series.Sums.Select(sum => sum.Credits))));
        Assert.All(report.Series, series => Assert.Equal(30, series.Sums.Count));
        Assert.Equal(group == UsageKey.Day ? 30 : group == UsageKey.Workspace ? 2 : group == UsageKey.User ? 9 : 3, report.Lines.Count);
    }

    [Fact]
    public async Task RunAsync_ByWorkspace_NamesEachWithItsOwn()
    {
        await using var bench = await SpendAsync(seed: 8);

        var report = (await ReadAsync(bench, UsageKey.Workspace)).Report;

        Assert.Equal(await OfTheLedgerAsync(bench, workspace => workspace == bench.Atlas.Value), report.Lines.Single(line => line.Values[0].Name == "Atlas").Sum);
        Assert.True(report.Lines[0].Sum.Credits >= report.Lines[1].Sum.Credits);
    }

    [Fact]
    public async Task RunAsync_ForATeamLead_CountsTheirWorkspacesOnly()
    {
        await using var bench = await SpendAsync(seed: 9);
        var expected = await OfTheLedgerAsync(bench, workspace => workspace == bench.Atlas.Value);
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        foreach (var group in UsageKeys.All)
        {
            Assert.Equal(expected, ((await ReadAsync(bench, group)).Report).Total);
        }

        var view = await ReadAsync(bench);
        Assert.Equal((await BalanceAsync(bench, bench.Atlas), (AccountId?)null), (view.Wallet.Posted, view.Wallet.Pool));
        Assert.All(view.Movements, movement =>
            Assert.Contains(bench.Atlas, new[] { movement.From, movement.To }.OfType<AccountId>()));
    }

    [Fact]
    public async Task RunAsync_OfAnotherTenant_IsEmpty()
    {
        await using var bench = await SpendAsync(seed: 10);
        bench.Caller.Caller = TestCallers.Of(Role.Auditor) with { Tenant = new(2) };

        Assert.Equal(default, ((await ReadAsync(bench)).Report).Total);
        Assert.Empty((await ReadAsync(bench)).Movements);
    }

    [Fact]
    public async Task RunAsync_WithAndWithoutUsage_ShowsTheNewestFirst()
    {
        await using var bench = await SpendAsync(seed: 11);

        var all = (await ReadAsync(bench)).Movements;
        var funding = (await ReadAsync(bench, withoutUsage: true)).Movements;

        Assert.Equal((await bench.List.RunAsync(new(), default)).Lines.Take(all.Count).Select(line => line.Id), all.Select(movement => movement.Id));
        Assert.Equal([TransferType.Allocation, TransferType.Allocation, TransferType.Purchase], funding.Select(movement => movement.Type));
    }

    [Fact]
    public async Task Overview_AfterSomeSpending_AgreesWithTheLedger()
    {
        await using var bench = await SpendAsync(seed: 12);
        var spent = await OfTheLedgerAsync(bench, _ => true);

        var (figures, spending) = await new ReadOverview(bench.Caller, bench.Database.Contexts, new(bench.Clock), Reach.Unset, bench.Clock).RunAsync(60);

        Assert.Equal(await BalanceAsync(bench, bench.Pool), figures.Available);
        Assert.Equal(await BalanceAsync(bench, bench.Atlas) + await BalanceAsync(bench, bench.Boreas), figures.Allocated);
        Assert.Equal(spent.Credits, figures.SpentThisMonth);
        Assert.Equal(Credits.FromCredits(10_000) - spent.Credits, figures.Purchases!.Left);
        Assert.Equal(spent.Credits, Credits.Sum(spending.Days.Select(day => day.Credits)));
        Assert.Equal(spent.Credits, Credits.Sum(spending.Ways.Select(way => way.Amount)));
        Assert.All(spending.Ways, way => Assert.Equal("Pool", way.From));
    }

    private static Task<UsageView> ReadAsync(HistoryBench bench, UsageKey group = UsageKey.Day, bool withoutUsage = false) =>
        new ReadUsagePage(bench.Caller, bench.Database.Contexts).RunAsync(new(November, [group], []), withoutUsage);

    private static async Task<HistoryBench> SpendAsync(int seed)
    {
        var bench = await HistoryBench.CreateAsync();
        var random = new Random(seed);
        for (var i = 0; i < 80; i++)
        {
            bench.Clock.Advance(TimeSpan.FromHours(random.Next(1, 8)));
            await bench.ChargeAsync(random.Next(3) == 0 ? bench.Atlas : bench.Boreas, random.Next(1, 9_999_999) / 1_000_000m,
                random.Next(9) is var user and > 0 ? $"user-{user}" : null, $"model-{random.Next(3)}");
        }

        return bench;
    }

    private static async Task<UsageSum> OfTheLedgerAsync(HistoryBench bench, Func<long?, bool> isMeant)
    {
        await using var db = bench.Database.Contexts.ForTenant(new(1));
        var charges = (await db.Charges.ToListAsync()).Where(charge => isMeant(charge.WorkspaceId)).ToList();
        var transfers = charges.Select(charge => charge.TransferId).ToHashSet();
        var spent = (await db.Entries.Where(entry => entry.Bucket == Bucket.Spent).ToListAsync())
            .Where(entry => transfers.Contains(entry.TransferId)).Sum(entry => entry.AmountMicroCredits);
        return new(Credits.FromMicroCredits(spent), charges.Count, charges.Sum(charge => charge.Tokens.Input), charges.Sum(charge => charge.Tokens.Output));
    }

    private static async Task<Credits> BalanceAsync(HistoryBench bench, AccountId account)
    {
        await using var db = bench.Database.Contexts.ForTenant(new(1));
        return Credits.FromMicroCredits((await db.Entries.Where(entry => entry.AccountId == account.Value && entry.Bucket != Bucket.Overage)
            .ToListAsync()).Sum(entry => entry.AmountMicroCredits));
    }
}
