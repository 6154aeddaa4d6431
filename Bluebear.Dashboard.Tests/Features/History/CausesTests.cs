using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

/// <summary>What the product moved by itself, as the ledger lists, groups, shows and exports it.</summary>
public class CausesTests
{
    [Fact]
    public async Task Show_OveragePaid_NamesThePayerOnceAndWhatItSettles_A5()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var charged = (await bench.ChargeAsync(bench.Atlas, 2_010m, "ada", "gpt-5")).Transfers[0];
        var done = await bench.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        var paid = done.Transfers.Single(transfer => transfer.Cause == TransferCause.OveragePaid);

        var detail = (await bench.Show.RunAsync(paid.Id))!;

        Assert.Equal((TransferCause.OveragePaid, "Bluebear", "Overage of 1 Nov paid"), (detail.Line.Cause, detail.Line.Actor, detail.Line.Reason));
        Assert.Equal(("Primary Workspace", "Atlas"), (detail.Payer!.Name, detail.Charge!.Payer!.Name));
        Assert.Equal(charged.Id, detail.Charge.Settlement);
    }

    [Fact]
    public async Task List_OfASwitch_IsOneGroupWithATitle_A11()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.ChargeAsync(bench.Atlas, 2_010m);
        var first = (await bench.PostAsync(new SwitchCreditMode(CreditMode.SharedPool))).Transfers[0].Id;

        var page = await bench.List.RunAsync(new(), default);

        Assert.All(page.Lines.Take(3), line => Assert.Equal(first, line.Operation));
        Assert.Equal("Mode switch · 1 transfer · 3,000.00 · overage paid 10.00", Assert.Single(page.Groups).Value.Title);
        Assert.Equal(page.Groups[first], (await bench.Show.RunAsync(first))!.Group);
    }

    [Fact]
    public async Task List_OfMovesTogether_CountsAndSumsThem_A11()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.PostAsync(new MoveCreditsTogether(
            [new(bench.Pool, bench.Atlas, Credits.FromCredits(5)), new(bench.Pool, bench.Boreas, Credits.FromCredits(7))]));

        Assert.Equal("Bulk transfer · 2 transfers · 12.00", Assert.Single((await bench.List.RunAsync(new(), default)).Groups).Value.Title);
    }

    [Fact]
    public async Task Csv_OfOveragePaid_TellsItFromTheUsageItself_A5_A34()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var charge = PublicId.Format(PublicId.Charge, (await bench.ChargeAsync(bench.Atlas, 2_010m, "ada", "gpt-5")).Charge!.Value.Value);
        var first = (await bench.PostAsync(new SwitchCreditMode(CreditMode.SharedPool))).Transfers[0].PublicId();

        var lines = (await bench.CsvAsync(new() { Kind = new(TransferType.Settlement) })).Split("\r\n");

        Assert.EndsWith($",,{charge},Atlas,ada,gpt-5,,,,,100,0,20", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($",Bluebear,Overage of 1 Nov paid,,,{first},overage_paid,{charge},Atlas,ada,gpt-5,,,,,,,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfAPurchase_HasItsPriceAndLastSpendableDay_A7_A8()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.PostAsync(new RecordPurchase(
            Credits.FromCredits(25_000), "INV-2", new(2_500, "USD"), new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero)));

        var lines = (await bench.CsvAsync(new() { Kind = new(TransferType.Purchase) })).Split("\r\n");

        Assert.EndsWith(",2500,USD,0.1,2027-11-30,,,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_APurchase_SaysPriceAndThroughWhen_A7_A8()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var bought = (await bench.PostAsync(new RecordPurchase(
            Credits.FromCredits(25_000), "INV-2", new(2_500, "USD"), new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero)))).Transfers[0].Id;

        var detail = (await bench.Show.RunAsync(bought))!;

        Assert.Equal((2_500m, 0.1m), (detail.Line.Purchase!.Money!.Price.Amount, detail.Line.Purchase.Money.UnitPrice));
        Assert.Equal(new DateOnly(2027, 11, 30), detail.Line.Purchase.LastDay);
        Assert.Equal(new DateOnly(2027, 11, 30), Assert.Single(detail.Lots).LastDay);
    }

    [Fact]
    public async Task Show_APurchaseOfWhichSomethingIsGone_IsNotOfferedToBeReversed_A37()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var purchase = (await bench.AllPagesAsync(new() { Kind = new(TransferType.Purchase) }, 5)).Single();

        var detail = (await bench.Show.RunAsync(purchase.Id))!;

        Assert.Equal((Reversibility.SpentMeanwhile, Credits.FromCredits(5_000)), (detail.CanReverse, detail.StillThere));
    }

    [Fact]
    public async Task Show_AnAllocationThatWasSpent_IsNotOfferedToBeReversed_A37()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var moved = (await bench.MoveAsync(bench.Pool, bench.Atlas, 100)).Transfers[0].Id;
        Assert.Equal(Reversibility.Possible, (await bench.Show.RunAsync(moved))!.CanReverse);
        await bench.ChargeAsync(bench.Atlas, 2_050m);

        var detail = (await bench.Show.RunAsync(moved))!;

        Assert.Equal((Reversibility.SpentMeanwhile, Credits.FromCredits(50)), (detail.CanReverse, detail.StillThere));
    }
}

/// <summary>Names transfers as files do.</summary>
file static class TransferNames
{
    public static string PublicId(this Transfer transfer) => Bluebear.Dashboard.Ledger.Values.PublicId.Format(Bluebear.Dashboard.Ledger.Values.PublicId.Transfer, transfer.Id.Value);
}
