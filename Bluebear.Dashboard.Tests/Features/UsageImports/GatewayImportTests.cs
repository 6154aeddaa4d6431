using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Data;
using Xunit;
using static Bluebear.Dashboard.Tests.Features.UsageImports.GatewayLogs;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>Whose usage rows of real gateways are, what is recorded of them, and that each counts once.</summary>
public sealed class GatewayImportTests : IAsyncLifetime
{
    private const string Group = "1106dfa3-5f96-4f52-b8b7-c766e307508f";
    private const string Cost = "{\"request_id\": \"a\", \"startTime\": \"2026-11-20T10:00:00Z\", \"model\": \"m-plain\", \"prompt_tokens\": 1000, \"completion_tokens\": 200, ";

    private GatewayLogs _logs = null!;

    public async Task InitializeAsync() => _logs = await CreateAsync();

    public Task DisposeAsync() => _logs.DisposeAsync().AsTask();

    [Fact]
    public async Task ImportAsync_TeamIdThatNothingMaps_GoesTheTeamRouteAndIsListed_G11()
    {
        var report = await _logs.ImportAsync(string.Join('\n',
            Row("a", "m-plain", 1000, 200, "0.006", $"\"team_id\": \"{Group}\""), Row("b", "m-plain", 1000, 200, "0.006", $"\"team_id\": \"{Group}\""),
            Row("c", "m-plain", 1000, 200, "0.006", "\"team_id\": \"litellm-dashboard\"")));

        Assert.Equal((3, 3, 2, 1), (report.Accepted, report.Findings.Unmapped, report.Findings.UnmappedGroups[Group], report.Findings.UnmappedGroups["litellm-dashboard"]));
        Assert.Equal(0, _logs.Database.Scalar("SELECT count(*) FROM charges WHERE team_id IS NOT NULL"));
        Assert.Equal(3, _logs.Database.Scalar($"SELECT count(*) FROM charges WHERE consumer_group_id IS NOT NULL AND payer_id = {TestDatabase.Primary.Value}"));
        Assert.Equal(2, _logs.Database.Scalar($"SELECT count(*) FROM texts WHERE kind = {(int)TextKind.ConsumerGroup}"));
    }

    [Fact]
    public async Task ImportAsync_TeamIdOfAMappedGroup_LeadsToItsTeam_G11()
    {
        var team = _logs.Account("team_engineering");
        await _logs.MapAsync(Group, team);

        var report = await _logs.ImportAsync(string.Join('\n',
            Row("a", "m-plain", 1000, 200, "0.006", $"\"team_id\": \"{Group}\""), Row("b", "m-plain", 1000, 200, "0.006", "\"team_id\": \"team_engineering\"")));

        Assert.Equal((2, 0), (report.Accepted, report.Findings.Unmapped));
        Assert.Equal(2, _logs.Database.Scalar($"SELECT count(*) FROM charges WHERE payer_id = {team.Value}"));
    }

    [Fact]
    public async Task ImportAsync_SameRowsOnceTheirTeamIdMeansAnotherTeam_AreDuplicates_G11()
    {
        var text = Row("a", "m-plain", 1000, 200, "0.006", $"\"team_id\": \"{Group}\"") + "\n" + Row("b", "m-plain", 1000, 200, "0.006", "\"team_id\": \"team_engineering\"");
        await _logs.ImportAsync(text);
        await _logs.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Other", Group));
        await _logs.Database.PostAsync(new ChangeAccount(_logs.Account("team_engineering"), "Another", "another"));

        var again = await _logs.ImportAsync(text);
        var dry = await _logs.ImportAsync(text, isDryRun: true);
        var changed = await _logs.ImportAsync(text.Replace("1000", "1001", StringComparison.Ordinal));

        Assert.Equal((0, 2, 0), (again.Accepted, again.Duplicates, again.Rejected.Count));
        Assert.Equal((0, 2, 0), (dry.Accepted, dry.Duplicates, dry.Rejected.Count));
        Assert.Equal((0, 0, 2), (changed.Accepted, changed.Duplicates, changed.Rejected.Count));
    }

    [Fact]
    public async Task ImportAsync_TeamOfACsv_IsATeamOrAMappedGroup_G11()
    {
        await _logs.MapAsync(Group, _logs.Account("team_engineering"));

        var report = await _logs.ImportAsync($"occurred_at,team,amount\n2026-11-20,{Group},1\n2026-11-20,engineering,1\n2026-11-20,nobody,1\n");

        Assert.Equal((2, (4L, "names an unknown team")), (report.Accepted, report.Rejected.Select(line => (line.Line, line.Reason)).Single()));
    }

    [Fact]
    public async Task ImportAsync_IdNone_CountsEachRowOnce_G18()
    {
        var text = Row("None", "m-plain", 1000, 200, "0.006") + "\n" + Row("None", "m-plain", 900, 100, "0.0042") + "\n" + Row("None", "m-plain", 900, 100, "0.0042");

        var first = await _logs.ImportAsync(text);
        var again = await _logs.ImportAsync(text);

        Assert.Equal((3, Credits.FromMicroCredits(14_400_000)), (first.Accepted, first.Total));
        Assert.Equal((0, 3, 0), (again.Accepted, again.Duplicates, again.Rejected.Count));
    }

    [Fact]
    public async Task ImportAsync_UserAndEndUserAndId_AreKept_G24()
    {
        var report = await _logs.ImportAsync(string.Join('\n',
            Row("chatcmpl-1", "m-plain", 1000, 200, "0.006", "\"end_user\": \"eve\""),
            Cost.Replace("\"a\"", "\"chatcmpl-2\"", StringComparison.Ordinal) + "\"end_user\": \"eve\"}"));

        Assert.Equal(2, report.Accepted);
        Assert.Equal(2, _logs.Database.Scalar("SELECT count(*) FROM transfers t JOIN texts x ON x.id = t.reference_id WHERE x.value IN ('chatcmpl-1', 'chatcmpl-2')"));
        Assert.Equal(1, _logs.Database.Scalar("SELECT count(*) FROM charges c JOIN texts x ON x.id = c.user_id WHERE x.value = 'u1'"));
        Assert.Equal(1, _logs.Database.Scalar("SELECT count(*) FROM charges c JOIN texts x ON x.id = c.user_id WHERE x.value = 'eve'"));
        Assert.Equal(1, _logs.Database.Scalar("SELECT count(*) FROM charges c JOIN texts x ON x.id = c.tags_id WHERE x.value LIKE '%end_user%eve%'"));
    }

    [Fact]
    public async Task ImportAsync_BareDate_BelongsToThatDayOfTheTenant_G23()
    {
        await using var logs = await CreateAsync(timeZone: "America/New_York");

        var report = await logs.ImportAsync("occurred_at,amount\n2026-11-20,1\n", isDryRun: true);

        Assert.Equal(new DateOnly(2026, 11, 20), Assert.Single(report.Bill!.All).Day);
    }

    [Fact]
    public async Task ImportAsync_DryRun_SumsByDayAndModelByListAndBySpend()
    {
        var text = string.Join('\n',
            Row("a", "m-plain", 1000, 200, "0.007"), Row("a", "m-plain", 1000, 200, "0.007"), Row("b", "m-plain", 1000, 200, "0.006"),
            Row("c", "m-plain", 1000, 200, null), Row("d", "unlisted", 1, 1, "0.5"), Row("e", "m-batch", 1000, 200, "0.003", "\"call_type\": \"aretrieve_batch\""),
            Row("f", "m-plain", 1000, 200, "0", "\"cache_hit\": \"True\""), Row("g", "unlisted", 1, 1, null));

        var first = await _logs.ImportAsync(text, isDryRun: true);
        var real = await _logs.ImportAsync(text);
        var again = await _logs.ImportAsync(text, isDryRun: true);

        Assert.Equal((real.Accepted, real.Duplicates, real.Total), (first.Accepted, first.Duplicates, first.Total));
        Assert.Equal(real.Rejected, first.Rejected);
        Assert.Null(real.Bill);
        var day = new DateOnly(2026, 11, 20);
        Assert.Equal(
        [
            (day, "m-batch", new BillSum(1, 1, Micro(2_250_000), 1, Micro(3_000_000), Micro(3_000_000))),
            (day, "m-plain", new BillSum(4, 4, Micro(18_000_000), 3, Micro(13_000_000), Micro(18_000_000))),
            (day, "unlisted", new BillSum(1, 0, Micro(0), 1, Micro(500_000_000), Micro(500_000_000))),
        ], first.Bill!.All);
        Assert.Equal(first.Bill!.All, again.Bill!.All);
        Assert.Equal(real.Total, first.Bill!.Total.Charged);
        Assert.Equal((real.Findings.Differing, real.Findings.BySpend, real.Findings.FromOwnCache),
            (first.Findings.Differing, first.Findings.BySpend, first.Findings.FromOwnCache));
    }

    [Fact]
    public void BillSums_MoreModelsThanItKeeps_SumsTheRestTogether()
    {
        var bill = new BillSums(TimeZoneInfo.Utc);
        var row = new UsageRow(1) { Key = new("k"), HasMadeKey = false, OccurredAt = DateTimeOffset.UnixEpoch };

        for (var number = 0; number < BillSums.Most + 10; number++)
        {
            bill.Add(row with { Model = $"m{number}" }, new PricedRow(Micro(1), CostSource.List, SpendReason.None, Micro(1), null));
        }

        Assert.Equal(BillSums.Most + 1, bill.All.Count());
        Assert.Equal(10, bill.All.Single(sum => sum.Model == BillSums.Others).Sum.Rows);
        Assert.Equal(BillSums.Most + 10, bill.Total.Rows);
    }

    [Fact]
    public void RefusedLines_Many_AreKeptInFewBytesAndInOrder()
    {
        var lines = new RefusedLines();
        var expected = Enumerable.Range(0, 200_000)
            .Select(number => new RefusedLine(number % 7 == 0 ? 1_000_000_000_000 - number : number * 3L, $"reason {number % 300}")).ToList();

        expected.ForEach(lines.Add);

        Assert.Equal(200_000, lines.Count);
        Assert.Equal(expected, lines);
    }

    private static Credits Micro(long amount) => Credits.FromMicroCredits(amount);
}
