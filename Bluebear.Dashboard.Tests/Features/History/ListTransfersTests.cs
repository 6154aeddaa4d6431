using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public class ListTransfersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RunAsync_PageAfterPageWhileOthersArrive_ShowsEachTransferOnce(int seed)
    {
        await using var bench = await HistoryBench.CreateAsync();
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            await MoveSomethingAsync(bench, random);
        }

        LedgerFilter[] filters = [new(), new() { Account = bench.Atlas }, new() { Kind = new(TransferType.Allocation) },
            new() { Kind = new(TransferType.Settlement), Account = bench.Boreas }];
        foreach (var filter in filters)
        {
            var before = await bench.AllPagesAsync(filter, 1_000);
            List<TransferLine> seen = [];
            var place = default(PagePlace);
            do
            {
                var page = await bench.List.RunAsync(filter, place, random.Next(1, 9));
                seen.AddRange(page.Lines);
                place = new(page.Older, null);
                await MoveSomethingAsync(bench, random);
            }
            while (place.Before is not null);

            Assert.Equal(before.Select(line => line.Id), seen.Select(line => line.Id));
            Assert.Equal(seen.Select(line => line.Id.Value).OrderDescending(), seen.Select(line => line.Id.Value));
        }
    }

    [Fact]
    public async Task RunAsync_BackFromTheLastPage_ShowsTheSamePagesAgain()
    {
        await using var bench = await HistoryBench.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            await bench.MoveAsync(bench.Pool, bench.Atlas, 1);
        }

        List<LedgerSlice> pages = [await bench.List.RunAsync(new(), default, 5)];
        while (pages[^1].Older is { } older)
        {
            pages.Add(await bench.List.RunAsync(new(), new(older, null), 5));
        }

        Assert.Null(pages[0].Newer);
        for (var i = pages.Count - 1; i > 0; i--)
        {
            var back = await bench.List.RunAsync(new(), new(null, pages[i].Newer), 5);
            Assert.Equal(pages[i - 1].Lines.Select(line => line.Id), back.Lines.Select(line => line.Id));
        }
    }

    [Fact]
    public async Task RunAsync_OfOneAccount_ShowsAllocationsFromItsSide()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.MoveAsync(bench.Atlas, bench.Boreas, 10);
        await bench.ChargeAsync(bench.Atlas, 1);

        var inward = await bench.AllPagesAsync(new() { Account = bench.Atlas, Kind = new(TransferType.Allocation, AllocationDirection.In) }, 10);
        var outward = await bench.AllPagesAsync(new() { Account = bench.Atlas, Kind = new(TransferType.Allocation, AllocationDirection.Out) }, 10);

        Assert.Equal(bench.Atlas, Assert.Single(inward).To!.Id);
        Assert.Equal(bench.Atlas, Assert.Single(outward).From!.Id);
        Assert.Equal(3, (await bench.AllPagesAsync(new() { Account = bench.Atlas }, 10)).Count);
    }

    [Fact]
    public async Task RunAsync_ByDays_CountsBothWhole()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 11, 3, 23, 59, 58, TimeSpan.Zero));
        await bench.MoveAsync(bench.Pool, bench.Atlas, 1, "last of the third");
        await bench.MoveAsync(bench.Pool, bench.Atlas, 1, "first of the fourth");
        bench.WaitUntil(new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero));
        await bench.MoveAsync(bench.Pool, bench.Atlas, 1, "fifth");

        Task<List<TransferLine>> DaysAsync(string from, string to) => bench.AllPagesAsync(
            LedgerFilter.Read(new() { From = from, To = to }).Filter, 10);

        Assert.Equal(["last of the third"], (await DaysAsync("2026-11-02", "2026-11-03")).Select(line => line.Reason));
        Assert.Equal(["first of the fourth"], (await DaysAsync("2026-11-04", "2026-11-04")).Select(line => line.Reason));
        Assert.Equal(["fifth", "first of the fourth"], (await DaysAsync("2026-11-04T00:00:00Z", "2026-12-01")).Select(line => line.Reason));
        Assert.Empty(await DaysAsync("2026-11-04", "2026-11-03"));
    }

    [Theory]
    [InlineData("QUARTERLY", 1)]
    [InlineData("50%", 1)]
    [InlineData("_", 0)]
    [InlineData("inv-1", 1)]
    [InlineData("boreas", 2)]
    [InlineData("17", 1)]
    [InlineData("17.000000", 1)]
    [InlineData("1,234", 0)]
    [InlineData("größe", 1)]
    [InlineData("nobody", 0)]
    public async Task RunAsync_SearchingReasonsReferencesNamesAndAmounts_FindsThem(string text, int expected)
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.MoveAsync(bench.Pool, bench.Atlas, 17, "Quarterly top-up, 50% of the plan");
        await bench.MoveAsync(bench.Pool, bench.Boreas, 18, "GRÖSSE und größe");

        Assert.Equal(expected, (await bench.AllPagesAsync(new() { Search = text }, 10)).Count);
    }

    [Fact]
    public async Task RunAsync_ForATeamLead_ShowsWhatTouchesTheirAccountsAndNothingElse()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.MoveAsync(bench.Atlas, bench.Boreas, 10);
        await bench.ChargeAsync(bench.Boreas, 1);
        await bench.ChargeAsync(bench.Atlas, 1);
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        var lines = await bench.AllPagesAsync(new(), 2);

        Assert.Equal([TransferType.Settlement, TransferType.Allocation, TransferType.Allocation], lines.Select(line => line.Type));
        Assert.All(lines, line => Assert.Contains(bench.Atlas, new[] { line.From?.Id, line.To?.Id }.OfType<AccountId>()));
        Assert.Empty(await bench.AllPagesAsync(new() { Kind = new(TransferType.Purchase) }, 10));
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => bench.List.RunAsync(new() { Account = bench.Boreas }, default));
        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
    }

    [Fact]
    public async Task RunAsync_ForALeadOfNothingOrAnotherTenant_ShowsNothing()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead);
        Assert.Empty((await bench.List.RunAsync(new(), default)).Lines);

        bench.Caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = new(2) };
        Assert.Empty((await bench.List.RunAsync(new(), default)).Lines);
        await Assert.ThrowsAsync<AccessRefusedException>(() => bench.List.RunAsync(new() { Account = bench.Atlas }, default));

        bench.Caller.Caller = null;
        await Assert.ThrowsAsync<AccessRefusedException>(() => bench.List.RunAsync(new(), default));
    }

    private static async Task MoveSomethingAsync(HistoryBench bench, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                await bench.MoveAsync(bench.Pool, bench.Atlas, random.Next(1, 5));
                break;
            case 1:
                await bench.MoveAsync(bench.Boreas, bench.Pool, 1);
                break;
            default:
                await bench.ChargeAsync(random.Next(2) == 0 ? bench.Atlas : bench.Boreas, random.Next(1, 90) / 10m, "ada", "gpt-5");
                break;
        }
    }
}
