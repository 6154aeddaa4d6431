using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public class ShowTransferTests
{
    [Fact]
    public async Task RunAsync_AnAllocation_ShowsEntriesThatSumToZeroAndThePurchaseBehindThem()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var moved = (await bench.MoveAsync(bench.Atlas, bench.Boreas, 25, "swap")).Transfers[0];

        var detail = (await bench.Show.RunAsync(moved.Id))!;

        Assert.Equal("swap", detail.Line.Reason);
        Assert.Equal(Credits.Zero, Credits.Sum(detail.Entries.Select(entry => entry.Amount)));
        Assert.Equal(Credits.FromCredits(1_975), detail.Entries.Single(entry => entry.Account!.Id == bench.Atlas).BalanceAfter);
        var lot = Assert.Single(detail.Lots);
        Assert.Equal(("INV-1", Credits.FromCredits(25)), (lot.Reference, lot.Amount));
        Assert.Equal(TransferType.Purchase, (await bench.Show.RunAsync(lot.PurchaseTransfer!.Value))!.Line.Type);
    }

    [Fact]
    public async Task RunAsync_UsageInOverage_ShowsWhatIsStillOwed()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var charged = (await bench.ChargeAsync(bench.Atlas, 2_010m, "ada", "gpt-5")).Transfers[0];

        var detail = (await bench.Show.RunAsync(charged.Id))!;

        Assert.Equal(("ada", "gpt-5", 100L), (detail.Charge!.User, detail.Charge.Model, detail.Charge.Tokens.Input));
        Assert.Equal(Credits.FromCredits(10), detail.Charge.OpenOverage);
        Assert.Equal(Credits.FromCredits(2_000), Assert.Single(detail.Lots).Amount);
        Assert.Equal(Reversibility.WrongType, detail.CanReverse);
    }

    [Fact]
    public async Task RunAsync_ForATeamLead_HidesOtherAccountsFigures()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var moved = (await bench.MoveAsync(bench.Atlas, bench.Boreas, 25)).Transfers[0];
        var others = (await bench.MoveAsync(bench.Pool, bench.Boreas, 25)).Transfers[0];
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        var detail = (await bench.Show.RunAsync(moved.Id))!;

        Assert.Null(detail.Entries.Single(entry => entry.Account!.Id == bench.Boreas).BalanceAfter);
        Assert.NotNull(detail.Entries.Single(entry => entry.Account!.Id == bench.Atlas).BalanceAfter);
        Assert.Null(Assert.Single(detail.Lots).PurchaseTransfer);
        Assert.Equal(Reversibility.NotAllowed, detail.CanReverse);
        Assert.Null(await bench.Show.RunAsync(others.Id));
    }

    [Fact]
    public async Task RunAsync_OfAnotherTenant_FindsNothing()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var moved = (await bench.MoveAsync(bench.Atlas, bench.Boreas, 25)).Transfers[0];
        bench.Caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = new(2) };

        Assert.Null(await bench.Show.RunAsync(moved.Id));
    }

    [Fact]
    public async Task Reverse_AnAllocation_LinksBothTransfersAndHappensOnce()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var moved = (await bench.MoveAsync(bench.Atlas, bench.Boreas, 25)).Transfers[0];
        var key = OperationKey.New();

        var first = await bench.Reverse.RunAsync(moved.Id, "wrong way", key);
        var second = await bench.Reverse.RunAsync(moved.Id, "wrong way", key);
        var other = await bench.Reverse.RunAsync(moved.Id, "again", OperationKey.New());

        var reversal = first.Receipt!.Transfers[0].Id;
        Assert.Equal(reversal, second.Receipt!.Transfers[0].Id);
        Assert.Equal(RefusalReason.AlreadyReversed, other.Refusal!.Reason);
        var original = (await bench.Show.RunAsync(moved.Id))!;
        Assert.Equal((reversal, Reversibility.AlreadyReversed), (original.Line.ReversedBy!.Value, original.CanReverse));
        Assert.Equal(moved.Id, (await bench.Show.RunAsync(reversal))!.Line.Reverses);
    }

    [Theory]
    [InlineData(Role.FinanceAdmin, true, true)]
    [InlineData(Role.Operator, true, false)]
    [InlineData(Role.TeamLead, false, false)]
    [InlineData(Role.Auditor, false, false)]
    public async Task Reverse_ByRole_IsAllowedAsTheMatrixSays(Role role, bool allocation, bool purchase)
    {
        await using var bench = await HistoryBench.CreateAsync();
        var lines = await bench.AllPagesAsync(new(), 10);
        var bought = lines.Single(line => line.Type == TransferType.Purchase).Id;
        var moved = (await bench.MoveAsync(bench.Pool, bench.Atlas, 1)).Transfers[0].Id;
        bench.Caller.Caller = TestCallers.Of(role, bench.Atlas);

        await CheckAsync(moved, allocation);
        await CheckAsync(bought, purchase);

        async Task CheckAsync(TransferId id, bool isAllowed)
        {
            var attempt = () => bench.Reverse.RunAsync(id, "test", OperationKey.New());
            if (isAllowed)
            {
                await attempt();
            }
            else
            {
                await Assert.ThrowsAsync<AccessRefusedException>(attempt);
            }
        }
    }
}
