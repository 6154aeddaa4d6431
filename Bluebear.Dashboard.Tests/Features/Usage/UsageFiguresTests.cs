using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Features.History;
using Bluebear.Dashboard.Tests.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage;

/// <summary>Figures against each other: groups, narrower views, the period before and the ledger.</summary>
public class UsageFiguresTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public async Task Groups_OfEachKeyAndEachPair_AddUpToTheTotalAndToTheLedger()
    {
        await using var bench = await SpendAsync();
        var settled = await OfTheLedgerAsync(bench);
        foreach (var first in UsageKeys.All)
        {
            foreach (var second in UsageKeys.All.Where(key => key != first))
            {
                var report = await ReadAsync(bench, $"range=month&by={first.Code()}&by2={second.Code()}");

                Assert.Equal(settled, report.Total.Credits);
                Assert.Equal(42, report.Total.Requests);
                // A request with two tags stands under both.
                if (first != UsageKey.Tag && second != UsageKey.Tag)
                {
                    Assert.Equal(report.Total, report.Lines.Aggregate(default(UsageSum), static (sum, line) => sum + line.Sum));
                    Assert.Equal(report.Total, report.Series.SelectMany(static series => series.Sums).Aggregate(default(UsageSum), static (sum, one) => sum + one));
                }
            }
        }
    }

    [Theory]
    [InlineData("by=workspace")]
    [InlineData("by=organization")]
    [InlineData("by=team")]
    [InlineData("by=user&by2=model")]
    [InlineData("by=account")]
    [InlineData("by=payer")]
    [InlineData("by=model")]
    [InlineData("by=group")]
    [InlineData("by=key")]
    [InlineData("by=tag")]
    [InlineData("by=day")]
    [InlineData("by=week")]
    [InlineData("by=month&by2=model")]
    [InlineData("by=day&by2=user&workspace=none")]
    public async Task Drill_OfEachLine_OpensWhatItIsMadeOf(string query)
    {
        await using var bench = await SpendAsync();
        var asked = UsageQuery.Parse("range=month&" + query);
        var report = await ReadAsync(bench, "range=month&" + query);
        Assert.NotEmpty(report.Lines);

        foreach (var line in report.Lines)
        {
            var narrower = await ReadAsync(bench, UsageDrill.Of(asked, report, line)!.Split('?')[1]);

            Assert.Equal(line.Sum, narrower.Total);
            Assert.DoesNotContain(narrower.Filters, static filter => filter.Note is not null);
        }
    }

    [Fact]
    public async Task Drill_OfEachPartOfTheChart_OpensWhatItIsMadeOf()
    {
        await using var bench = await SpendAsync();
        var asked = UsageQuery.Parse("range=month&by=model");
        var report = await ReadAsync(bench, "range=month&by=model");

        foreach (var series in report.Series)
        {
            foreach (var (time, sum) in series.Sums.Index().Where(static one => !one.Item.IsZero))
            {
                Assert.Equal(sum, (await ReadAsync(bench, UsageDrill.Of(asked, report, time, series.Value)!.Split('?')[1])).Total);
            }
        }
    }

    [Fact]
    public async Task Drill_OfAnHour_OpensItsTransfersInTheLedger()
    {
        await using var bench = await SpendAsync();
        var report = await ReadAsync(bench, "from=2026-11-20&to=2026-11-20&by=hour");
        var line = report.Lines.First(static line => !line.Sum.IsZero);

        var href = UsageDrill.Of(UsageQuery.Parse("from=2026-11-20&to=2026-11-20&by=hour"), report, line)!;
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(href.Split('?')[1]);
        var (filter, problems) = LedgerFilter.Read(new() { Show = query["show"], From = query["from"], To = query["to"] });

        Assert.False(problems.Any);
        var rows = await bench.AllPagesAsync(filter, 100);
        Assert.Equal(line.Sum.Credits, Credits.Sum(rows.Where(static row => row.Type == TransferType.Settlement).Select(static row => row.Amount))
            - Credits.Sum(rows.Where(static row => row.Type == TransferType.Refund).Select(static row => row.Amount)));
    }

    [Fact]
    public async Task Refund_OfAKeysUsage_CountsUnderThatKey()
    {
        await using var bench = await HistoryBench.CreateAsync();
        var charge = await ChargeAsync(bench, new() { Workspace = bench.Atlas }, 5, "key gateway");
        await bench.PostAsync(new RefundCharge(charge, Credits.FromCredits(2)));

        var line = Assert.Single((await ReadAsync(bench, "range=month&by=key")).Lines);

        Assert.Equal(("gateway", "key gateway", Credits.FromCredits(3)), (line.Values[0].Name, line.Values[0].Code, line.Sum.Credits));
        Assert.Equal(line.Sum, (await ReadAsync(bench, "range=month&key=gateway")).Total);
    }

    [Fact]
    public async Task Before_OfADay_IsTheDayAtTheSamePlace()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        await ChargeAsync(bench, new() { Workspace = bench.Atlas }, 4, "key a");
        bench.WaitUntil(new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        await ChargeAsync(bench, new() { Workspace = bench.Atlas }, 6, "key a");

        var report = await ReadAsync(bench, "from=2026-11-24&to=2026-11-30");

        var line = report.Lines.Single(static line => line.Sum.Requests == 1);
        Assert.Equal((Credits.FromCredits(6), Credits.FromCredits(4)), (line.Sum.Credits, line.Before.Credits));
        Assert.Equal((Credits.FromCredits(4), Credits.FromCredits(4)), (report.Before.Credits, report.Ghost[4].Credits));
        Assert.Equal(new(new(2026, 11, 17), new(2026, 11, 23)), report.BeforeRange);
        Assert.Equal("+50.0%", UsageWords.Change(line.Sum.Credits, line.Before.Credits));
    }

    [Fact]
    public async Task TeamLead_ByAnythingAndWithOthersFilters_SeesOnlyTheirs()
    {
        await using var bench = await SpendAsync();
        var expected = (await ReadAsync(bench, $"range=month&workspace={Id(bench.Atlas)}")).Total;
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);

        foreach (var key in UsageKeys.All)
        {
            Assert.Equal(expected, (await ReadAsync(bench, $"range=month&by={key.Code()}")).Total);
        }

        var others = await ReadAsync(bench, $"range=month&workspace={Id(bench.Boreas)}");
        Assert.Equal((default, true), (others.Total, others.Filters.Single().Note is not null));
        Assert.Equal("Unknown", others.Filters.Single().Name);
        var choices = await new ReadUsagePage(bench.Caller, bench.Database.Contexts)
            .ChoicesAsync(new(new(new(2026, 11, 1), Today), [UsageKey.Day], []), UsageKey.Workspace);
        Assert.Equal(["Atlas"], choices.Select(static choice => choice.Value.Name));
    }

    [Fact]
    public async Task Filter_OfADeletedWorkspace_StillCountsItsPastAndSaysSo()
    {
        await using var bench = await SpendAsync();
        var before = await ReadAsync(bench, $"range=month&workspace={Id(bench.Atlas)}");
        await bench.PostAsync(new DeleteAccount(bench.Atlas));

        var report = await ReadAsync(bench, $"range=month&workspace={Id(bench.Atlas)}");

        Assert.Equal(before.Total, report.Total);
        Assert.Contains("is deleted", report.Filters.Single().Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_OfWhatNeverWas_LetsNothingThrough()
    {
        await using var bench = await SpendAsync();

        foreach (var query in (string[])["user=nobody", "workspace=acc_nonsense", "tag=team%3Dgreen", "key=lost", "organization=" + Id(bench.Atlas)])
        {
            Assert.Equal(default, (await ReadAsync(bench, "range=month&" + query)).Total);
        }
    }

    [Fact]
    public async Task Csv_OfAView_HasItsLinesInItsOrderAndNamesItsFiltersAndZone()
    {
        await using var bench = await SpendAsync();
        var query = UsageQuery.Parse($"range=month&by=tag&by2=workspace&sort=-requests&group={Uri.EscapeDataString("group <b>")}");
        var report = await ReadAsync(bench, query.ToUrl().Split('?')[1]);

        var file = (await new ExportUsage(bench.Caller, bench.Database.Contexts, bench.Clock).PrepareAsync(query))!;
        using var text = new StringWriter();
        await file.Write(text, CancellationToken.None);

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("usage-group-b-by-tag-by-workspace-2026-11-01-to-2026-11-27.csv", file.Name);
        Assert.Equal("from,to,time_zone,tag,workspace,workspace_id,credits,credits_before,change_percent,requests,input_tokens,cached_input_tokens,output_tokens,credits_per_request", lines[0]);
        Assert.Equal(report.Lines.Count + 1, lines.Length);
        Assert.All(lines[1..], static line => Assert.StartsWith("2026-11-01,2026-11-27,UTC,", line, StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("'=cost=", StringComparison.Ordinal));
        var requests = UsageRows.Sorted(report, "-requests").Select(static line => line.Sum.Requests);
        Assert.Equal(requests.OrderDescending(), requests);
    }

    [Fact]
    public async Task Csv_OfATeamLeadForAnothersWorkspace_IsNotFound_S1()
    {
        await using var bench = await SpendAsync();
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);
        var export = new ExportUsage(bench.Caller, bench.Database.Contexts, bench.Clock);

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => export.PrepareAsync(UsageQuery.Parse($"workspace={Id(bench.Boreas)}")));

        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
        Assert.NotNull(await export.PrepareAsync(UsageQuery.Parse($"workspace={Id(bench.Atlas)}")));
    }

    [Theory]
    [InlineData("by=model")]
    [InlineData("by=user&by2=model")]
    [InlineData("by=week&by2=key")]
    [InlineData("by=payer&by2=month")]
    public async Task Days_KeptInMemory_FollowRefundsLateUsageAndMore(string query)
    {
        await using var bench = await SpendAsync();
        var days = new UsageDays();
        await SameAsync();

        var charge = await ChargeAsync(bench, new() { Workspace = bench.Atlas, Model = "late", User = "late" }, 3, "key late");
        await SameAsync();
        await bench.PostAsync(new RefundCharge(charge, Credits.FromCredits(1)));
        await SameAsync();
        await bench.PostAsync(new ChargeUsage(Credits.FromCredits(2), new() { Workspace = bench.Boreas, Model = "older" }, new(2026, 11, 3, 10, 0, 0, TimeSpan.Zero)));
        await SameAsync();
        await bench.PostAsync(new RefundCharge(charge));
        var (first, second) = (await SameAsync(), await SameAsync());

        Assert.Equal(first.Total, second.Total);

        async Task<UsageReport> SameAsync()
        {
            var asked = UsageQuery.Parse("range=month&" + query);
            var question = new UsageQuestion(asked.Days(Today).Range, asked.Keys, asked.Filters);
            var kept = (await new ReadUsagePage(bench.Caller, bench.Database.Contexts, days).RunAsync(question, withoutUsage: false)).Report;
            var read = await ReadAsync(bench, "range=month&" + query);

            Assert.Equal((read.Total, read.Before), (kept.Total, kept.Before));
            Assert.Equal(read.Lines.Select(static line => (string.Join('|', line.Values), line.Sum, line.Before)),
                kept.Lines.Select(static line => (string.Join('|', line.Values), line.Sum, line.Before)));
            Assert.Equal(read.Series.SelectMany(static series => series.Sums), kept.Series.SelectMany(static series => series.Sums));
            return kept;
        }
    }

    [Fact]
    public async Task Money_OfPricedPurchases_IsAtTheirAverageByCurrencyAndNotForATeamLead()
    {
        await using var bench = await SpendAsync();
        Assert.Null((await ReadAsync(bench, "range=month&show=money")).Price);
        await bench.PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-2", new Money(500, "EUR")));

        var report = await ReadAsync(bench, "range=month&by=model");

        // Only the first purchase was spent from, and it has no price.
        Assert.Null(report.Price);
        Assert.Equal(UsageFigure.Credits, report.Drawn(UsageFigure.Money));
        await using var priced = await HistoryBench.CreateAsync();
        await priced.PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-2", new Money(500, "EUR")));
        await priced.MoveAsync(priced.Pool, priced.Atlas, 14_000);
        await ChargeAsync(priced, new() { Workspace = priced.Atlas, Model = "m" }, 12_000, "key a");
        var query = UsageQuery.Parse("range=month&by=model&show=money");
        var paid = await ReadAsync(priced, "range=month&by=model");
        Assert.Equal((UsageFigure.Money, "EUR"), (paid.Drawn(UsageFigure.Money), paid.MoneyOf(paid.Total).Single().Currency));
        Assert.Equal(paid.Price!.Money.Single(), paid.MoneyOf(paid.Total).Single());
        var file = (await new ExportUsage(priced.Caller, priced.Database.Contexts, priced.Clock).PrepareAsync(query))!;
        using var text = new StringWriter();
        await file.Write(text, CancellationToken.None);
        Assert.Contains(",money_eur\r\n", text.ToString(), StringComparison.Ordinal);
        priced.Caller.Caller = TestCallers.Of(Role.TeamLead, priced.Atlas);
        Assert.Null((await ReadAsync(priced, "range=month")).Price);
    }

    [Fact]
    public async Task Hours_ToCome_AreNotListed()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.WaitUntil(new(2026, 11, 30, 10, 20, 0, TimeSpan.Zero));
        await ChargeAsync(bench, new() { Workspace = bench.Atlas }, 4, "key a");
        var question = new UsageQuestion(new(Today, Today), [UsageKey.Hour], []) { Now = bench.Clock.GetUtcNow() };

        var report = (await new ReadUsagePage(bench.Caller, bench.Database.Contexts).RunAsync(question, withoutUsage: false)).Report;

        Assert.Equal((11, 11, 24), (report.Lines.Count, report.Begun, report.Times.Count));
        Assert.Equal(("30 Nov 2026, 10:00", Credits.FromCredits(4)), (report.Lines[^1].Values[0].Name, report.Lines[^1].Sum.Credits));
    }

    private static async Task<UsageReport> ReadAsync(HistoryBench bench, string query)
    {
        var asked = UsageQuery.Parse(query);
        return (await new ReadUsagePage(bench.Caller, bench.Database.Contexts)
            .RunAsync(new(asked.Days(Today).Range, asked.Keys, asked.Filters), withoutUsage: false)).Report;
    }

    private static string Id(AccountId account) => PublicId.Format(PublicId.Account, account.Value);

    // Usage with and without each fact, with refunds, one of them of all of a charge.
    private static async Task<HistoryBench> SpendAsync()
    {
        var bench = await HistoryBench.CreateAsync();
        var organization = (await bench.PostAsync(new OpenAccount(AccountKinds.Organization, "Research"))).Account!.Value;
        var team = (await bench.PostAsync(new OpenAccount(AccountKinds.Team, "Engineering", Parent: organization))).Account!.Value;
        var agent = (await bench.PostAsync(new OpenAccount("agent", "Crawler"))).Account!.Value;
        List<ChargeId> charges = [];
        for (var i = 0; i < 42; i++)
        {
            bench.Clock.Advance(TimeSpan.FromHours(15));
            UsageFacts facts = new()
            {
                Workspace = (i % 3) switch { 0 => bench.Atlas, 1 => bench.Boreas, _ => null },
                Team = i % 4 == 0 ? team : null,
                Account = i % 5 == 0 ? agent : null,
                User = i % 6 == 0 ? null : $"user-{i % 6}",
                Model = i % 8 == 0 ? null : $"model-{i % 8}",
                ConsumerGroup = i % 2 == 0 ? "group <b>" : null,
                Tags = i % 7 == 0 ? new Dictionary<string, string> { ["team"] = "red", ["=cost"] = "\"1\"" } : new Dictionary<string, string>(),
                Tokens = new(100 + i, 20, 50),
            };
            charges.Add(await ChargeAsync(bench, facts, 1 + (i / 7m), $"key gateway-{i % 2}"));
        }

        await bench.PostAsync(new RefundCharge(charges[3], Credits.FromCredits(1)));
        await bench.PostAsync(new RefundCharge(charges[4]));
        return bench;
    }

    private static async Task<ChargeId> ChargeAsync(HistoryBench bench, UsageFacts facts, decimal credits, string actor)
    {
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var posting = TestDatabase.Posting(new ChargeUsage(Credits.FromCredits(credits, MidpointRounding.ToZero), facts, bench.Clock.GetUtcNow())) with { Actor = actor };
        return (await bench.Database.Ledger.PostAsync(posting)).ReceiptOrNull!.Charge!.Value;
    }

    private static async Task<Credits> OfTheLedgerAsync(HistoryBench bench)
    {
        var lines = await bench.AllPagesAsync(new(), 1_000);
        Credits Of(TransferType type) => Credits.Sum(lines.Where(line => line.Type == type).Select(line => line.Amount));
        return Of(TransferType.Settlement) - Of(TransferType.Refund);
    }
}
