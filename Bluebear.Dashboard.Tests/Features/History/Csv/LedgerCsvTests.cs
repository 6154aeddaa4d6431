using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History.Csv;

public class LedgerCsvTests
{
    [Fact]
    public async Task Write_AFilteredLedger_HoldsAllPagesOfItOldestFirst()
    {
        await using var bench = await HistoryBench.CreateAsync();
        for (var i = 0; i < 30; i++)
        {
            await bench.MoveAsync(bench.Pool, i % 2 == 0 ? bench.Atlas : bench.Boreas, 1);
        }

        foreach (var filter in (LedgerFilter[])[new(), new() { Account = bench.Atlas }, new() { Kind = new(TransferType.Purchase) }])
        {
            var listed = await bench.AllPagesAsync(filter, 7);
            var lines = (await bench.CsvAsync(filter)).Split("\r\n");

            Assert.Equal("transfer_id,type,amount,from,to,from_id,to_id,occurred_at,recorded_at,actor,reason,reference,reverses,"
                + "operation_id,cause,charge_id,workspace,user,model,price,currency,unit_price,spend_through,input_tokens,cached_input_tokens,output_tokens", lines[0]);
            Assert.Equal("", lines[^1]);
            Assert.Equal(listed.Select(line => line.PublicId).Reverse(), lines[1..^1].Select(line => line.Split(',')[0]));
        }
    }

    [Fact]
    public async Task Write_HostileTexts_AreHarmlessAndQuoted()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var evil = (await bench.PostAsync(new OpenAccount(AccountKinds.Workspace, "=cmd|'/C calc'!A0", null, null, null))).Account!.Value;
        var moved = await bench.MoveAsync(bench.Pool, evil, 5, "\u00a0@SUM(1), \"why\"");
        await bench.PostAsync(new ReverseTransfer(moved.Transfers[0].Id), "-1");

        var lines = (await bench.CsvAsync(new())).Split("\r\n");
        var line = lines.First(line => line.Contains("why", StringComparison.Ordinal));

        Assert.Contains(",5,Primary Workspace,'=cmd|'/C calc'!A0,", line, StringComparison.Ordinal);
        Assert.Contains(",\"'\u00a0@SUM(1), \"\"why\"\"\",,", line, StringComparison.Ordinal);
        Assert.Contains($",'-1,,{PublicId.Format(PublicId.Transfer, moved.Transfers[0].Id.Value)},tfr_", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WhileOthersPost_EndsWithWhatWasThereAtTheStart()
    {
        await using var bench = await HistoryBench.CreateAsync();
        for (var i = 0; i < 1_200; i++)
        {
            await bench.Database.Ledger.PostAsync(Data.TestDatabase.Posting(new MoveCredits(bench.Pool, bench.Atlas, Credits.FromMicroCredits(1))));
        }

        using var output = new PostingWriter(bench);
        var file = await bench.Export.PrepareAsync(new(), bench.Clock.GetUtcNow());
        await file.Write(output, CancellationToken.None);

        Assert.Equal(1 + 1_203, output.ToString().Split("\r\n").Length - 1);
        Assert.True(output.Posted > 0);
    }

    [Fact]
    public async Task Prepare_ForATeamLead_LeavesOutWhatIsNotTheirs()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        var csv = await bench.CsvAsync(new());

        Assert.DoesNotContain("Boreas", csv, StringComparison.Ordinal);
        Assert.Equal(2, csv.Split("\r\n").Length - 1);
        await Assert.ThrowsAsync<AccessRefusedException>(() => bench.CsvAsync(new() { Account = bench.Boreas }));
    }

    // Posts a transfer whenever a stretch has been written.
    private sealed class PostingWriter(HistoryBench bench) : StringWriter
    {
        public int Posted { get; private set; }

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await bench.MoveAsync(bench.Pool, bench.Boreas, 1);
            Posted++;
        }
    }
}
