using System.Globalization;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>A process that is killed between reserving and settling: its holds are there and end once, whoever ends them.</summary>
public class KilledHoldTests
{
    private const int Rounds = 5;
    private const long Funded = 1_000_000;
    private const string Standing = "SELECT count(*) FROM holds WHERE status = 0";

    [Fact]
    public async Task Holds_OfAKilledProcess_StandSettleOnceByKeyAndExpireOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(Funded), "INV-2", null));
        await database.PostAsync(new MoveCredits(TestDatabase.Primary, TestDatabase.Workspace, Credits.FromCredits(Funded)));
        await database.CloseWriterAsync();
        var settled = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var said = await KilledAsync(database.File, $"round-{round}", 60 + (round * 11));
            settled += await SettleAllAsync(database.File, $"round-{round}", said);
        }

        Assert.NotEqual(0, database.Scalar(Standing));
        await ExpireTheOthersAsync(database.File);
        Assert.Equal(0, database.Scalar(Standing));
        Assert.Equal(0, database.Scalar("SELECT sum(reserved_micro_credits) FROM accounts"));
        Assert.Equal(settled * 400_000L, database.Scalar("SELECT sum(spent_micro_credits) FROM purchases"));
        Assert.Equal(settled, database.Scalar("SELECT count(*) FROM charges"));
        Assert.Equal(0, database.Scalar("SELECT count(*) - count(DISTINCT key_hash) FROM transfers WHERE key_hash IS NOT NULL"));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    /// <summary>The other requests are never settled: their holds end by themselves.</summary>
    public static bool IsSettled(int number) => number % 2 == 1;

    public static Posting Reserve(string prefix, int number) => TestDatabase.Posting(
        new ReserveCredits(Credits.FromCredits(1), new() { Workspace = TestDatabase.Workspace, User = "grace" }), $"{prefix}-reserve-{number}");

    public static Posting Settle(string prefix, int number, HoldId hold) =>
        TestDatabase.Posting(new SettleReservation(hold, Credits.FromMicroCredits(400_000)), $"{prefix}-settle-{number}");

    private static async Task<HashSet<string>> KilledAsync(string file, string prefix, int after)
    {
        using var child = ChildProcess.Start("hold-and-settle", file, prefix);
        Assert.Equal("ready", await child.ReadLineAsync());
        var said = new HashSet<string>();
        while (said.Count < after && await child.ReadLineAsync() is { } line)
        {
            said.Add(line);
        }

        await child.KillAsync();
        var late = new List<string>();
        while (await child.ReadLineAsync() is { } line)
        {
            late.Add(line);
        }

        // The last line may have been cut by the kill.
        said.UnionWith(late.SkipLast(1));
        return said;
    }

    // Asks for every hold and every settlement that can have been tried once more.
    private static async Task<int> SettleAllAsync(string file, string prefix, HashSet<string> said)
    {
        await using var database = TestDatabase.Open(file);
        var highest = said.Max(static line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        var settled = 0;
        for (var number = 1; number <= highest + 32; number++)
        {
            var held = await database.Ledger.PostAsync(Reserve(prefix, number));
            var hold = held.ReceiptOrNull!.Hold!.Value;
            AssertKnown(held, said.Contains($"held {number}"));
            if (!IsSettled(number))
            {
                continue;
            }

            AssertKnown(await database.Ledger.PostAsync(Settle(prefix, number, hold)), said.Contains($"settled {number}"));
            var twice = await database.Ledger.PostAsync(TestDatabase.Posting(new SettleReservation(hold, Credits.FromCredits(1))));
            Assert.Equal(RefusalReason.HoldFinished, Assert.IsType<PostingResult.Refused>(twice).Refusal.Reason);
            settled++;
        }

        return settled;
    }

    private static void AssertKnown(PostingResult result, bool wasAnswered)
    {
        Assert.NotNull(result.ReceiptOrNull);
        if (wasAnswered)
        {
            Assert.IsType<PostingResult.AlreadyPosted>(result);
        }
    }

    private static async Task ExpireTheOthersAsync(string file)
    {
        var clock = new ManualClock(Instants.Truncate(TimeProvider.System.GetUtcNow()) + HoldLimits.Default);
        await using var database = TestDatabase.Open(file, clock);
        // One batch ends so many at most; how many there are depends on how far the killed processes came.
        var before = long.MaxValue;
        while (database.Scalar(Standing) is var standing && standing < before)
        {
            before = standing;
            await database.PostAsync(new ExpireHolds(100_000));
        }
    }
}
