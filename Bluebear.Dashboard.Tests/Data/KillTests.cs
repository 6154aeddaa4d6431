using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>A process that is killed in mid-load: what it acknowledged is there, and a retry by key doubles nothing.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 20;

    [Fact]
    public async Task Post_KilledInMidLoad_LosesNothingAcknowledgedAndRetriesOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000_000_000), "INV-2", null));
        await database.CloseWriterAsync();
        var (acknowledged, unheard) = (0L, 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            var keys = await KilledAsync(database.File, $"round-{round}", 40 + (round * 7));
            acknowledged += keys.Count;
            unheard += await RetryAsync(database.File, $"round-{round}", keys);
        }

        output.WriteLine($"{acknowledged} acknowledged before the kills, {unheard} done without their caller hearing of it");
        Assert.Equal(0, database.Scalar("SELECT count(*) - count(DISTINCT key_hash) FROM transfers WHERE key_hash IS NOT NULL"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
    }

    // The keys that the child said were answered, up to the kill.
    private static async Task<HashSet<string>> KilledAsync(string file, string prefix, int after)
    {
        using var child = ChildProcess.Start("post", file, prefix);
        Assert.Equal("ready", await child.ReadLineAsync());
        var keys = new HashSet<string>();
        while (keys.Count < after && await child.ReadLineAsync() is { } key)
        {
            keys.Add(key);
        }

        await child.KillAsync();
        while (await child.ReadLineAsync() is { } late)
        {
            // The last line may have been cut by the kill.
            if (late.StartsWith(prefix + "-", StringComparison.Ordinal))
            {
                keys.Add(late);
            }
        }

        return keys;
    }

    // Posts every key that can have been tried once more: those answered before must be there, the others may be or not.
    private static async Task<long> RetryAsync(string file, string prefix, HashSet<string> acknowledged)
    {
        await using var database = TestDatabase.Open(file);
        var highest = acknowledged.Max(key => int.Parse(key.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture));
        var keys = Enumerable.Range(1, highest + 32).Select(number => $"{prefix}-{number}").ToList();
        var results = new List<PostingResult>(keys.Count);
        foreach (var together in keys.Chunk(CreditLedger.BatchSize))
        {
            // Not all at once: a fast child has done more than can wait in the queue.
            results.AddRange(await Task.WhenAll(together.Select(key => database.Ledger.PostAsync(TestDatabase.OneCredit(key)))));
        }

        var unheard = 0L;
        for (var i = 0; i < keys.Count; i++)
        {
            Assert.True(results[i].ReceiptOrNull is not null, $"{keys[i]}: {results[i]}");
            if (acknowledged.Contains(keys[i]))
            {
                Assert.IsType<PostingResult.AlreadyPosted>(results[i]);
            }
            else if (results[i] is PostingResult.AlreadyPosted)
            {
                unheard++;
            }
        }

        return unheard;
    }
}
