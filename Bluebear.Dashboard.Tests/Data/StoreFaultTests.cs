using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>When the file cannot be written the ledger says so in bounded time, does nothing by halves, and works again after.</summary>
public class StoreFaultTests
{
    [Fact]
    public async Task Post_OnAFullDisk_IsUnavailableAndWorksAgainAfter()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        var before = database.Scalar("SELECT count(*) FROM transfers");
        Limit(database, $"PRAGMA max_page_count={database.Scalar("PRAGMA page_count")}");

        var results = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => database.Ledger.PostAsync(TestDatabase.OneCredit($"full-{i}"))));

        Assert.Contains(results, IsUnavailable);
        Assert.Equal(results.LongCount(static result => result is PostingResult.Posted), database.Scalar("SELECT count(*) FROM transfers") - before);
        Limit(database, null);
        Assert.NotNull((await database.Ledger.PostAsync(TestDatabase.OneCredit("after"))).ReceiptOrNull);
        AssertSound(database);
    }

    [Fact]
    public async Task Post_OnAFileThatCannotBeWritten_IsUnavailable()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        Limit(database, "PRAGMA query_only=ON");

        Assert.True(IsUnavailable(await database.Ledger.PostAsync(TestDatabase.OneCredit("refused"))));

        Limit(database, null);
        Assert.IsType<PostingResult.Posted>(await database.Ledger.PostAsync(TestDatabase.OneCredit("refused")));
        AssertSound(database);
    }

    [Fact]
    public async Task Post_WhileAnotherProcessHasTheDatabaseLocked_IsUnavailableInBoundedTime()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        using var child = ChildProcess.Start("hold-database", database.File);
        Assert.Equal("ready", await child.ReadLineAsync());

        var result = await database.Ledger.PostAsync(TestDatabase.OneCredit("locked")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(IsUnavailable(result));
        await child.EndAsync();
        Assert.IsType<PostingResult.Posted>(await database.Ledger.PostAsync(TestDatabase.OneCredit("locked")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_OfUsageWhoseSumsOverflow_IsRefusedAndSpoilsNothingElse(bool together)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.PostAsync(new RecordPurchase(LedgerBounds.MaxAmount, "INV-1"));
        var at = TimeProvider.System.GetUtcNow();
        Movement Usage(Credits amount) => new ChargeUsage(amount, new(), at);
        Movement[] usage = [Usage(LedgerBounds.MaxAmount), Usage(LedgerBounds.MaxAmount), Usage(Credits.FromCredits(7)), Usage(Credits.Zero)];

        var results = new List<PostingResult>();
        if (together)
        {
            results.AddRange(await Task.WhenAll(usage.Select(movement => database.Ledger.PostAsync(TestDatabase.Posting(movement)))));
        }
        else
        {
            foreach (var movement in usage)
            {
                results.Add(await database.Ledger.PostAsync(TestDatabase.Posting(movement)));
            }
        }

        Assert.IsType<PostingResult.Posted>(results[0]);
        Assert.IsType<PostingResult.Posted>(results[1]);
        Assert.Equal(RefusalReason.TotalOutOfRange, Assert.IsType<PostingResult.Refused>(results[2]).Refusal.Reason);
        Assert.IsType<PostingResult.Posted>(results[3]);
        AssertSound(database);
    }

    [Fact]
    public async Task BeginBatch_OnAMissingFile_IsUnavailableAndMakesNone()
    {
        using var folder = new TempFolder();
        await using var database = TestDatabase.Open(folder.File("none.db"));

        Assert.Throws<LedgerUnavailableException>(database.Store.BeginBatch);
        Assert.False(File.Exists(folder.File("none.db")));
    }

    [Fact]
    public async Task Dispose_OfABatchThatWasNotCommitted_LeavesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        var text = new InternedText(new(TenantScopedId.Compose(TestDatabase.Tenant, 99)), TextKind.Reason, "never");
        using (var batch = database.Store.BeginBatch())
        {
            batch.Write(Changes.Of(texts: [text]));
            Assert.Equal(text.Id, batch.FindText(TestDatabase.Tenant, TextKind.Reason, "never"));
        }

        using var next = database.Store.BeginBatch();
        Assert.True(next.IsUnchangedSinceLastBatch);
        Assert.Null(next.FindText(TestDatabase.Tenant, TextKind.Reason, "never"));
    }

    [Fact]
    public async Task Write_OfWhatARuleRefuses_IsAConflict()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var batch = database.Store.BeginBatch();
        var stranger = new InternedText(new(TenantScopedId.Compose(new(77), 1)), TextKind.Reason, "of no tenant");

        Assert.Throws<LedgerConflictException>(() => batch.Write(Changes.Of(texts: [stranger])));
    }

    [Fact]
    public async Task IsUnchangedSinceLastBatch_AfterSomebodyElseWrote_IsFalse()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        database.Execute("UPDATE tenants SET time_zone = 'Europe/Berlin' WHERE id = 1");

        using var batch = database.Store.BeginBatch();

        Assert.False(batch.IsUnchangedSinceLastBatch);
    }

    private static void Limit(TestDatabase database, string? pragma)
    {
        var store = (SqliteLedgerStore)database.Store;
        store.OnOpened = pragma is null ? null : connection => Execute(connection, pragma);
        store.Reset();
    }

    private static void Execute(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }

    private static bool IsUnavailable(PostingResult result) =>
        result is PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable };

    private static void AssertSound(TestDatabase database) =>
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
}
