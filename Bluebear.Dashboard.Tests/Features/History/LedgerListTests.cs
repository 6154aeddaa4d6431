using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

/// <summary>The ledger page's rows: commits and usage fold, and nothing that people moved is buried.</summary>
public class LedgerListTests
{
    [Fact]
    public async Task Read_UsageBetweenMovements_TakesOneRowThatCountsAndAddsItUp_A35()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await UseAsync(bench, 40);
        await bench.MoveAsync(bench.Pool, bench.Atlas, 5, "top-up");
        await UseAsync(bench, 60);

        var view = await bench.PageAsync(new());

        Assert.Equal(["60 usage transfers", "top-up", "40 usage transfers", "First allocation", "First allocation", "first credits"], view.List.Items.Select(Say));
        Assert.Equal(Credits.FromCredits(60), Assert.IsType<RunItem>(view.List.Items[0]).Spent);
        Assert.Equal("104 transfers", view.Total!.Title);
    }

    [Fact]
    public async Task Read_LittleUsage_IsListedRowByRow_A35()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await UseAsync(bench, 3);

        Assert.Equal(["gpt-5", "gpt-5", "gpt-5", "First allocation", "First allocation", "first credits"], (await bench.PageAsync(new())).List.Items.Select(Say));
    }

    [Theory]
    [InlineData(LedgerShow.People, "top-up,First allocation,First allocation,first credits", "4 transfers")]
    [InlineData(LedgerShow.Usage, "gpt-5,gpt-5,gpt-5", "3 transfers")]
    public async Task Read_APreset_ShowsItsPart_A35(LedgerShow show, string rows, string total)
    {
        await using var bench = await HistoryBench.CreateAsync();
        await UseAsync(bench, 2);
        await bench.MoveAsync(bench.Pool, bench.Atlas, 5, "top-up");
        await UseAsync(bench, 1);

        var view = await bench.PageAsync(new() { Show = show });

        Assert.Equal(rows.Split(','), view.List.Items.Select(Say));
        Assert.Equal(total, view.Total!.Title);
        Assert.Equal(view.List.Items.Count, (await bench.CsvAsync(new() { Show = show })).Split("\r\n").Length - 2);
    }

    [Fact]
    public async Task Read_NothingButUsage_IsListedAsItIs_A35()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero));
        await UseAsync(bench, 30);

        var view = await bench.PageAsync(new() { From = BookBound.OfDay(new(2026, 11, 5)) });

        Assert.Equal(30, view.List.Items.OfType<LineItem>().Count());
    }

    [Fact]
    public async Task Read_TransfersOfOneCommit_AreOneRowThatOpens_A11()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await UseAsync(bench, 30);
        var receipt = await bench.PostAsync(new MoveCreditsTogether(
            [new(bench.Pool, bench.Atlas, Credits.FromCredits(5)), new(bench.Pool, bench.Boreas, Credits.FromCredits(7))]), "plan");
        await UseAsync(bench, 20);

        var closed = (await bench.PageAsync(new())).List.Items;
        var opened = (await bench.PageAsync(new(), opened: receipt.Transfers[0].Id)).List.Items;

        Assert.Equal(["20 usage transfers", "Bulk transfer · 2 transfers · 12.00", "30 usage transfers"], closed.Take(3).Select(Say));
        Assert.Null(Assert.IsType<GroupItem>(closed[1]).Members);
        Assert.Equal(receipt.Transfers.Select(transfer => transfer.Id), Assert.IsType<GroupItem>(opened[1]).Members!.Select(line => line.Id));
        Assert.Equal(2, (await bench.PageAsync(new() { Search = PublicId.Format(PublicId.Transfer, receipt.Transfers[0].Id.Value) })).List.Items.Count);
    }

    [Fact]
    public async Task Read_ASwitchThatPaysOverage_IsOneRowWithItsReason_A5_A11()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.ChargeAsync(bench.Atlas, 2_010m);
        await bench.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));

        var group = Assert.IsType<GroupItem>((await bench.PageAsync(new())).List.Items[0]);

        Assert.Equal("Mode switch · 1 transfer · 3,000.00 · overage paid 10.00", group.Group.Title);
        Assert.Equal("Switch to Shared Pool", group.Line.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_PageAfterPageAndBack_HoldsEveryTransferOnce_A35(int seed)
    {
        await using var bench = await HistoryBench.CreateAsync();
        var random = new Random(seed);
        for (var i = 0; i < 90; i++)
        {
            await DoSomethingAsync(bench, random);
        }

        AccountId[] led = [bench.Atlas];
        foreach (var caller in (Caller[])[TestCallers.Of(Role.Auditor), TestCallers.Of(Role.TeamLead, led)])
        {
            bench.Caller.Caller = caller;
            foreach (var filter in (LedgerFilter[])[new(), new() { Account = bench.Atlas }, new() { Show = LedgerShow.People }])
            {
                await CheckPagesAsync(bench, filter);
            }
        }
    }

    [Fact]
    public async Task Read_AnAccountsLedger_SaysTheBalanceAfterEachTransferAndBefore_A22_A33()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero));
        await bench.ChargeAsync(bench.Atlas, 100, "ada", "gpt-5");
        await bench.MoveAsync(bench.Atlas, bench.Boreas, 50);

        var view = await bench.PageAsync(new() { Account = bench.Atlas, From = BookBound.OfDay(new(2026, 11, 5)) });

        Assert.Equal([1_850, 1_900], view.List.Items.Cast<LineItem>().Select(item => item.Line.BalanceAfter!.Value.ToDecimal()));
        Assert.Equal((2_000m, 1_850m), (view.Opening!.Posted.ToDecimal(), view.Balance!.Posted.ToDecimal()));
    }

    [Fact]
    public async Task Read_ATypeOfTransfers_SaysHowManyAndWhatTheyComeTo_A33()
    {
        await using var bench = await HistoryBench.CreateAsync();

        Assert.Equal("2 transfers · 5,000.00 cr", (await bench.PageAsync(new() { Kind = new(TransferType.Allocation) })).Total!.Title);
    }

    // Older and older to the end, and from there newer and newer.
    private static async Task CheckPagesAsync(HistoryBench bench, LedgerFilter filter)
    {
        var all = (await bench.AllPagesAsync(filter, 1_000)).Select(line => line.Id.Value).ToList();
        List<LedgerList> pages = [(await bench.PageAsync(filter, size: 4)).List];
        while (pages[^1].Older is { } older)
        {
            pages.Add((await bench.PageAsync(filter, new(older, null), size: 4)).List);
        }

        List<long> listed = [];
        foreach (var item in pages.SelectMany(page => page.Items))
        {
            listed.AddRange(await bench.StandsForAsync(filter, item));
        }

        Assert.Equal(all, listed.OrderDescending());
        for (var at = pages.Count - 1; at > 0; at--)
        {
            var back = (await bench.PageAsync(filter, new(null, pages[at].Newer), size: 4)).List;
            Assert.Equal(pages[at - 1].Items.Select(Say), back.Items.Select(Say));
        }
    }

    private static async Task DoSomethingAsync(HistoryBench bench, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                await bench.MoveAsync(bench.Pool, bench.Atlas, random.Next(1, 5));
                break;
            case 1:
                await bench.PostAsync(new MoveCreditsTogether(
                    [new(bench.Pool, bench.Atlas, Credits.FromCredits(1)), new(bench.Boreas, bench.Atlas, Credits.FromCredits(2))]));
                break;
            case 2:
                await UseAsync(bench, random.Next(5, 30));
                break;
            default:
                await bench.ChargeAsync(random.Next(2) == 0 ? bench.Atlas : bench.Boreas, 1, "ada", "gpt-5");
                break;
        }
    }

    private static async Task UseAsync(HistoryBench bench, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await bench.ChargeAsync(bench.Atlas, 1, "ada", "gpt-5");
        }
    }

    private static string Say(LedgerItem item) => item switch
    {
        GroupItem group => group.Group.Title,
        RunItem run => run.Title,
        LineItem { Line: var line } => line.Reason ?? line.Usage?.Model ?? new TransferKind(line.Type).Code,
        _ => throw new InvalidOperationException($"{item}"),
    };
}
