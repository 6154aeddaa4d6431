using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>An account's balances at many instants, against one search for each.</summary>
public class BalanceHistoryTests
{
    [Fact]
    public async Task Balances_AtManyInstants_AreThoseOfOneSearchEach()
    {
        var clock = new ManualClock(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync(clock);
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-1"));
        clock.Advance(TimeSpan.FromHours(1));
        var account = (await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", null, null, Credits.FromCredits(500)))).Account!.Value;
        var random = new Random(7);
        for (var charge = 0; charge < 60; charge++)
        {
            // Several at one instant, and days without any.
            clock.Advance(TimeSpan.FromMinutes(random.Next(3) * random.Next(2_000)));
            await database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new UsageFacts { Account = account }, clock.GetUtcNow()));
        }

        var instants = Enumerable.Range(-2, 80).Select(step => new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddHours(step * 18)).ToList();
        await using var db = await database.Contexts.SnapshotAsync(account.Tenant);
        var found = await db.BalancesAsync(account, instants, default);

        Assert.Equal(instants.Count, found.Count);
        Assert.Equal(default, found[0]);
        foreach (var (instant, balance) in instants.Zip(found))
        {
            var sequence = await db.LastEntryAsync(account, instant, default);
            var entry = await db.Entries.Where(row => row.AccountId == account.Value && row.Sequence == sequence).FirstOrDefaultAsync();
            Assert.Equal((entry?.AvailableAfterMicroCredits ?? 0, entry?.ReservedAfterMicroCredits ?? 0, entry?.TransferId ?? 0),
                (balance.Available.MicroCredits, balance.Reserved.MicroCredits, balance.LastTransfer));
        }
    }

    [Fact]
    public async Task Balances_OfAnotherTenantsAccount_AreNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-1"));
        await using var other = await database.Contexts.SnapshotAsync(new(2));

        Assert.Equal([default], await other.BalancesAsync(TestDatabase.Primary, [DateTimeOffset.MaxValue.AddDays(-1)], default));
    }
}
