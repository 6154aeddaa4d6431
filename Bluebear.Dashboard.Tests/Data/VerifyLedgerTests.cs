using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>What was changed behind the application's back is found and named.</summary>
public class VerifyLedgerTests
{
    public static TheoryData<string, string> Edits => new()
    {
        { "UPDATE accounts SET available_micro_credits = available_micro_credits + 1 WHERE id & 1099511627775 = 2", "Account 2 (wal_" },
        { "UPDATE accounts SET entry_sequence = entry_sequence + 1 WHERE id & 1099511627775 = 2", "Account 2 (wal_" },
        { "UPDATE accounts SET reference_micro_credits = reference_micro_credits + 1 WHERE id & 1099511627775 = 2", "Account 2 (wal_" },
        { "UPDATE accounts SET reference_transfer_id = NULL WHERE id & 1099511627775 = 2", "its base was set by transfer" },
        { "DROP TRIGGER transfers_refuse_update; UPDATE transfers SET bases = NULL WHERE id & 1099511627775 = 2", "its base is" },
        { "UPDATE lots SET available_micro_credits = available_micro_credits + 5 WHERE id & 1099511627775 = 1", "lot 1, available, is" },
        { "UPDATE lots SET spent_micro_credits = spent_micro_credits + 7 WHERE id & 1099511627775 = 2", "what its lots have spent together" },
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
        { "PRAGMA foreign_keys=OFF; DROP TRIGGER seals_refuse_delete; DELETE FROM seals WHERE number = 2", "Seal 3 does not follow seal 1" },
    };

    public static TheoryData<string, string> EditsOfWhatMoneyDependsOn => new()
    {
        { "UPDATE purchases SET price_amount = '1.5'", "purchase 1" },
        { "UPDATE purchases SET reference = 'INV-9'", "purchase 1" },
        { "UPDATE purchases SET expires_at = 1893456000000000", "purchase 1" },
        { "UPDATE lots SET ends_at = 1893456000000000 WHERE id & 1099511627775 = 1", "lot 1 does not end when Purchase 1" },
        { "UPDATE charges SET key_hash = zeroblob(16), request_hash = zeroblob(16) WHERE id & 1099511627775 = 3", "charge 3" },
        { "UPDATE charges SET model_id = user_id WHERE id & 1099511627775 = 1", "charge 1" },
        { "UPDATE charges SET output_tokens = 6 WHERE id & 1099511627775 = 2", "charge 2" },
        { "UPDATE charges SET occurred_ago_microseconds = 0 WHERE id & 1099511627775 = 1", "charge 1" },
        { "UPDATE charges SET amount_micro_credits = amount_micro_credits + 1 WHERE id & 1099511627775 = 1", "charge 1" },
        { "UPDATE charges SET details = 'tier=batch' WHERE id & 1099511627775 = 1", "charge 1" },
        { "UPDATE charges SET details = 'tier=none' WHERE id & 1099511627775 = 1", "cannot be read to their end: Stored usage details" },
        { "UPDATE holds SET details = 'tier=batch' WHERE id & 1099511627775 = 1", "reservation 1" },
        { "UPDATE holds SET input_tokens = 5 WHERE id & 1099511627775 = 1", "reservation 1" },
        { "UPDATE holds SET amount_micro_credits = 9 WHERE id & 1099511627775 = 1", "reservation 1" },
        { "UPDATE holds SET expires_at = expires_at + 1 WHERE id & 1099511627775 = 2", "reservation 2" },
        { "UPDATE holds SET status = 2 WHERE id & 1099511627775 = 1", "Reservation 1 (" },
        { "UPDATE holds SET ended_at = ended_at + 1 WHERE id & 1099511627775 = 2", "Reservation 2 (" },
        { "UPDATE holds SET charge_id = (SELECT min(id) FROM charges) WHERE id & 1099511627775 = 2", "Reservation 2 (" },
        { "UPDATE texts SET value = 'ada' WHERE value = 'grace'", "was changed" },
        { "UPDATE texts SET digest = zeroblob(16) WHERE value = 'grace'", "text" },
        { "UPDATE texts SET value = 'erased', salt = NULL WHERE value = 'grace'", "no erasure of it is on the record" },
        { "DROP TRIGGER operation_marks_refuse_update; UPDATE operation_marks SET request_hash = zeroblob(16)", "operation keys" },
        { "DROP TRIGGER operation_marks_refuse_delete; DELETE FROM operation_marks WHERE hold_id IS NOT NULL", "operation keys" },
        { "DROP TRIGGER audit_events_refuse_delete; DELETE FROM audit_events WHERE tenant_id = 1 AND number = 1", "Event 1 of the record is missing" },
        { "DROP TRIGGER audit_events_refuse_delete; DELETE FROM audit_events WHERE tenant_id = 1 AND number = 3", "events are missing" },
        { "DROP TRIGGER audit_events_refuse_update; UPDATE audit_events SET actor = 'eve' WHERE tenant_id = 1 AND number = 2", "Event 2 of the record" },
        { "DROP TRIGGER audit_events_refuse_update; UPDATE audit_events SET recorded_at = 1 WHERE tenant_id = 1 AND number = 2", "Event 2 of the record" },
        { "UPDATE audit_events SET actor = 'erased', salt = NULL WHERE tenant_id = 1 AND number = 2", "Event 2 of the record was erased" },
        { "PRAGMA foreign_keys=OFF; DROP TRIGGER transfers_refuse_delete; DELETE FROM transfers WHERE id & 1099511627775 = 2", "Transfer 2 is missing" },
        { "UPDATE audit_heads SET events = events - 1 WHERE tenant_id = 1", "The record ends with" },
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

    [Theory]
    [MemberData(nameof(EditsOfWhatMoneyDependsOn))]
    public async Task Run_AfterAnEditOfWhatMoneyOrAKeyDependsOn_NamesTheRow_X8(string sql, string named)
    {
        await using var database = await CreateWithHoldsAsync();
        Assert.Empty(database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single().Differences);
        database.Execute(sql);

        var differences = database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single().Differences;

        Assert.True(differences.Any(difference => difference.Contains(named, StringComparison.Ordinal)), string.Join('\n', differences));
    }

    [Fact]
    public async Task Run_AfterAnErasureThatStandsOnTheRecord_FindsNothing_X8()
    {
        await using var database = await CreateWithHoldsAsync();
        var text = TenantScopedId.NumberOf(database.Scalar("SELECT id FROM texts WHERE value = 'grace'"));

        await database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
        {
            new AuditLog(TimeProvider.System).Add(
                context, TestDatabase.Tenant, AuditActor.CommandLine, AuditNote.Erased, "a person", after: $"text {text}\nevent 2");
            return Task.CompletedTask;
        });
        database.Execute("UPDATE texts SET value = 'erased', salt = NULL WHERE value = 'grace'");
        database.Execute("UPDATE audit_events SET actor = 'erased', salt = NULL WHERE tenant_id = 1 AND number = 2");

        Assert.Empty(database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single().Differences);
    }

    [Fact]
    public async Task Run_ExpectingAHeadOfTheRecord_FindsItAmongLaterOnes_X8()
    {
        await using var database = await CreateWithHoldsAsync();
        var noted = database.Get<VerifyLedger>().Run(TestDatabase.Tenant).Single().RecordHead;
        await NoteAsync(database, "later");

        Assert.True(database.Get<VerifyLedger>().Run(TestDatabase.Tenant, Convert.FromHexString(noted)).Single().HasExpected);
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

    // As above; charge 3 costs nothing, reservation 1 is settled, 2 released, 3 could hold nothing; three events on the record.
    private static async Task<TestDatabase> CreateWithHoldsAsync()
    {
        var database = await CreateAsync();
        await ChargeAsync(database, 0);
        await database.PostAsync(new MoveCredits(TestDatabase.Primary, TestDatabase.Workspace, Credits.FromCredits(200)));
        var settled = await database.PostAsync(new ReserveCredits(Credits.FromCredits(5), new() { Workspace = TestDatabase.Workspace, User = "grace" }));
        await database.PostAsync(new SettleReservation(settled.Hold!.Value, Credits.FromCredits(3)));
        var released = await database.PostAsync(new ReserveCredits(Credits.FromCredits(5), new() { Workspace = TestDatabase.Workspace }));
        await database.PostAsync(new ReleaseReservation(released.Hold!.Value));
        var empty = (await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Empty"))).Account!.Value;
        await database.SetPoliciesAsync(SpendPolicies.Default with { WalletEnforcement = false });
        await database.PostAsync(new MoveCredits(TestDatabase.Primary, empty, Credits.FromCredits(1)));
        await database.PostAsync(new ReserveCredits(Credits.FromCredits(1), new() { Workspace = empty }));
        await database.PostAsync(new ReserveCredits(Credits.FromCredits(1), new() { Workspace = empty }));
        await NoteAsync(database, "first");
        await database.PostAsync(new ChangeAccount(empty, Name: "Renamed"));
        await NoteAsync(database, "third");
        return database;
    }

    private static Task NoteAsync(TestDatabase database, string subject) => database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        new AuditLog(TimeProvider.System).Add(context, TestDatabase.Tenant, AuditActor.CommandLine, "person.added", subject);
        return Task.CompletedTask;
    });

    private static Task<Receipt> ChargeAsync(TestDatabase database, long credits) => database.PostAsync(new ChargeUsage(
        Credits.FromCredits(credits),
        new() { Workspace = TestDatabase.Workspace, User = "grace", Model = "gpt-4o", Tokens = new(10, 5) },
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
}
