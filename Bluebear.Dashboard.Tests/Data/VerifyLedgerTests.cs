using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Verification;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>What was changed behind the application's back is found and named.</summary>
public class VerifyLedgerTests
{
    public static TheoryData<string, string> Edits => new()
    {
        { "UPDATE accounts SET available_micro_credits = available_micro_credits + 1 WHERE id & 1099511627775 = 2", "Account 2 (wal_" },
        { "UPDATE accounts SET entry_sequence = entry_sequence + 1 WHERE id & 1099511627775 = 2", "Account 2 (wal_" },
        { "UPDATE lots SET available_micro_credits = available_micro_credits + 5 WHERE id & 1099511627775 = 1", "lot 1, available, is" },
        { "UPDATE purchases SET spent_micro_credits = spent_micro_credits + 7", "Purchase 1 (pur_" },
        { "UPDATE purchases SET amount_micro_credits = amount_micro_credits + 7", "Purchase 1 (pur_" },
        { "UPDATE usage_hours SET micro_credits = micro_credits + 1", "The usage summed up for the hour" },
        { "UPDATE usage_days SET requests = requests + 1 WHERE dimension = 2", "The usage summed up for 2026-03-01 by payer" },
        { "UPDATE charges SET amount_micro_credits = amount_micro_credits - 1 WHERE id & 1099511627775 = 1", "What all usage cost together" },
        { "UPDATE open_overages SET amount_micro_credits = amount_micro_credits + 1", "what it owes for Charge 2" },
        { "UPDATE ledger_heads SET seal_hash = zeroblob(32) WHERE tenant_id = 1", "The head of the chain of seals" },
        { "DROP TRIGGER transfers_refuse_update; UPDATE transfers SET occurred_ago_microseconds = 1 WHERE id & 1099511627775 = 2", "Seal 2 does not fit" },
        { "DROP TRIGGER transfers_refuse_update; UPDATE transfers SET amount_micro_credits = 1 WHERE id & 1099511627775 = 3", "Seal 3 does not fit" },
        { "DROP TRIGGER entries_refuse_update; UPDATE entries SET amount_micro_credits = amount_micro_credits + 1 WHERE transfer_id & 1099511627775 = 2 AND line = 2", "Transfer 2 (tfr_" },
        { "PRAGMA ignore_check_constraints=ON; DROP TRIGGER entries_refuse_update; UPDATE entries SET balance_after_micro_credits = 1 WHERE transfer_id & 1099511627775 = 2 AND line = 2", "Transfer 2 (tfr_" },
        { "DROP TRIGGER entries_refuse_update; UPDATE entries SET reserved_after_micro_credits = 1 WHERE transfer_id & 1099511627775 = 2 AND line = 2", "Transfer 2 (tfr_" },
        { "DROP TRIGGER entries_refuse_delete; DELETE FROM entries WHERE transfer_id & 1099511627775 = 3", "Transfer 3 (tfr_" },
        { "PRAGMA foreign_keys=OFF; DROP TRIGGER transfers_refuse_delete; DELETE FROM transfers WHERE id & 1099511627775 = 2", "Transfer 2 is missing" },
        { "PRAGMA foreign_keys=OFF; DROP TRIGGER seals_refuse_delete; DELETE FROM seals WHERE number = 2", "Seal 3 does not follow upon seal 1" },
    };

    [Fact]
    public async Task Run_OnSoundBooks_FindsNothingAndKnowsEverySeal()
    {
        await using var database = await CreateAsync();
        var first = database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single();
        await database.PostAsync(new MoveCredits(TestDatabase.Primary, TestDatabase.Workspace, Credits.FromCredits(1)));

        var noted = Convert.FromHexString(first.Head);
        var second = database.Get<VerifyLedger>().Run(null, noted);

        Assert.Empty(first.Differences);
        Assert.All(second, static books => Assert.Empty(books.Differences));
        Assert.Equal(2, second.Count);
        Assert.True(second[0].HasExpected);
        Assert.False(second[1].HasExpected);
        Assert.NotEqual(first.Head, second[0].Head);
        Assert.False(database.Get<VerifyLedger>().Run(null, Enumerable.Repeat((byte)7, 32).ToArray())[0].HasExpected);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Run_AfterAnEdit_NamesTheRow(string sql, string named)
    {
        await using var database = await CreateAsync();
        database.Execute(sql);

        var books = database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single();

        Assert.Contains(books.Differences, difference => difference.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AfterAByteWasFlipped_FindsIt()
    {
        await using var database = await CreateAsync();
        var key = database.Scalar("SELECT rowid FROM transfers WHERE key_hash IS NOT NULL LIMIT 1");
        byte[] hash = [];
        using (var connection = database.OpenRaw())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT request_hash FROM transfers WHERE id = {key}; PRAGMA wal_checkpoint(TRUNCATE)";
            hash = (byte[])command.ExecuteScalar()!;
        }

        var bytes = await File.ReadAllBytesAsync(database.File);
        bytes[bytes.AsSpan().IndexOf(hash)] ^= 1;
        await File.WriteAllBytesAsync(database.File, bytes);

        Assert.NotEmpty(database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single().Differences);
    }

    [Fact]
    public async Task BackUp_UnderLoad_RestoresToOneCommit()
    {
        await using var database = await CreateAsync();
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await database.Ledger.PostAsync(TestDatabase.Posting(
                    new MoveCredits(TestDatabase.Primary, TestDatabase.Workspace, Credits.FromMicroCredits(1)), $"{writer}-{i}"));
            }
        })).ToList();

        var copy = database.File + ".copy";
        await Support.Wait.UntilAsync(() => database.Scalar("SELECT count(*) FROM transfers") > 200);
        database.Get<BackUpDatabase>().Run(copy);
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
        await stop.CancelAsync();
        await Task.WhenAll(load);

        await using var restored = TestDatabase.Open(copy);
        Assert.All(restored.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
        Assert.InRange(restored.Scalar("SELECT count(*) FROM transfers"), 201, database.Scalar("SELECT count(*) FROM transfers"));
        Assert.Throws<IOException>(() => database.Get<BackUpDatabase>().Run(copy));
    }

    // Transfers: 1 the purchase, 2 the first allocation, 3 a charge paid from it, 4 a charge that leaves overage.
    internal static async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        await ChargeAsync(database, 40);
        await ChargeAsync(database, 75);
        return database;
    }

    private static Task<Receipt> ChargeAsync(TestDatabase database, long credits) => database.PostAsync(new ChargeUsage(
        Credits.FromCredits(credits),
        new() { Workspace = TestDatabase.Workspace, User = "grace", Model = "gpt-4o", Tokens = new(10, 5) },
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
}
