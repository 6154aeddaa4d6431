using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>The ledger on a real file.</summary>
public class LedgerOnSqliteTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Post_TheWorkedExample_LeavesHalfInThePool()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-1"));
        var a = await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "A", null, null, Credits.FromCredits(2_000)));
        var b = await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "B", null, null, Credits.FromCredits(3_000)));

        await using var context = database.Contexts.CreateDbContext();
        context.Tenant = TestDatabase.Tenant;
        var balances = await context.Accounts.ToDictionaryAsync(row => row.Id, row => row.AvailableMicroCredits);
        Assert.Equal(5_000_000_000, balances[TestDatabase.Primary.Value]);
        Assert.Equal(2_000_000_000, balances[a.Account!.Value.Value]);
        Assert.Equal(3_000_000_000, balances[b.Account!.Value.Value]);
    }

    [Fact]
    public async Task Query_WithoutATenant_FindsNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();

        await using var nobody = database.Contexts.CreateDbContext();
        await using var other = database.Contexts.CreateDbContext();
        other.Tenant = new(2);

        Assert.Empty(await nobody.Accounts.ToListAsync());
        Assert.Empty(await nobody.Entries.ToListAsync());
        Assert.Empty(await other.Transfers.ToListAsync());
        Assert.Single(await other.Accounts.ToListAsync());
    }

    [Fact]
    public async Task Post_BySixteenWritersAtOnce_LosesAndDoublesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            for (var i = 0; i < 60; i++)
            {
                // Every key twice, from two writers.
                await database.Ledger.PostAsync(TestDatabase.OneCredit($"move-{writer / 2}-{i}"));
                await database.Ledger.PostAsync(TestDatabase.Posting(
                    new ChargeUsage(Credits.FromMicroCredits(1_500_000), Facts(), DateTimeOffset.UnixEpoch), $"use-{writer}-{i}"));
            }
        }));

        Assert.Equal(8 * 60, database.Scalar("SELECT count(*) FROM transfers WHERE key_hash IS NOT NULL AND type = 2") - 1);
        Assert.Equal(16 * 60, database.Scalar("SELECT sum(requests) FROM usage_days WHERE dimension = 1"));
        Assert.Equal(16 * 60 * 1_500_000L, database.Scalar("SELECT sum(micro_credits) FROM usage_hours"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    [Fact]
    public async Task Post_TenThousandCharges_TakesAtMost400BytesEach()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.FillAsync();
        var before = Size(database);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async writer =>
        {
            for (var i = 0; i < 50; i++)
            {
                await database.Ledger.PostAsync(TestDatabase.Posting(
                    new ChargeUsage(Credits.FromMicroCredits(7_500), Facts(), DateTimeOffset.UnixEpoch), $"use-{writer}-{i}"));
            }
        }));

        var each = (Size(database) - before) / 10_000.0;
        output.WriteLine($"{each:0} bytes for a charge with its transfer, entries and key");
        Assert.InRange(each, 1, 400);
    }

    private static UsageFacts Facts() => new()
    {
        Workspace = TestDatabase.Workspace,
        User = "grace",
        Model = "gpt-4o",
        Tokens = new(1_200, 350, 200),
    };

    // Pages in use, whether they are in the file or still in the log.
    private static long Size(TestDatabase database) =>
        (database.Scalar("PRAGMA page_count") - database.Scalar("PRAGMA freelist_count")) * database.Scalar("PRAGMA page_size");
}
