using System.Diagnostics;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Xunit;
using Xunit.Abstractions;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>A switch of the credit mode with 5,000 accounts, a tenth of them with open holds, as one unit in both directions.</summary>
public class ModeSwitchTests(ITestOutputHelper output)
{
    private const int Accounts = 5_000;
    private const int Holders = 500;

    [Fact]
    public async Task SwitchCreditMode_WithFiveThousandAccounts_MovesAllOfThemAndBack()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(100_000), "INV-1"));
        var holds = await FillAsync(database);
        var swept = await TimedAsync(database, new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal(Accounts, swept.Transfers.Count);
        Assert.Equal((98_500, 0, 1_500), Figures(database));
        foreach (var hold in holds.Take(100))
        {
            await database.PostAsync(new SettleReservation(hold, Credits.FromCredits(1)));
        }

        Assert.Equal((98_700, 0, 1_200), Figures(database));
        var restored = await TimedAsync(database, new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: true));
        Assert.Equal(Accounts, restored.Transfers.Count);
        Assert.Equal((50_200, 48_500, 1_200), Figures(database));
        foreach (var hold in holds.Skip(100))
        {
            await database.PostAsync(new ReleaseReservation(hold));
        }

        Assert.Equal((50_200, 49_700, 0), Figures(database));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    // Ten credits for each account; the first hold three of theirs.
    private static async Task<List<HoldId>> FillAsync(TestDatabase database)
    {
        var ids = new List<AccountId>();
        foreach (var numbers in Enumerable.Range(1, Accounts).Chunk(CreditLedger.BatchSize))
        {
            var opened = await Task.WhenAll(numbers.Select(number => database.PostAsync(
                new OpenAccount(AccountKinds.Workspace, $"W{number}", null, null, Credits.FromCredits(10)))));
            ids.AddRange(opened.Select(static receipt => receipt.Account!.Value));
        }

        var held = await Task.WhenAll(ids.Take(Holders).Select(id => database.PostAsync(new ReserveCredits(Credits.FromCredits(3), new() { Workspace = id }))));
        return [.. held.Select(static receipt => receipt.Hold!.Value)];
    }

    private async Task<Receipt> TimedAsync(TestDatabase database, SwitchCreditMode movement)
    {
        var watch = Stopwatch.StartNew();
        var receipt = await database.PostAsync(movement);
        output.WriteLine($"to {movement.Mode}: {receipt.Transfers.Count} accounts in {watch.ElapsedMilliseconds} ms");
        return receipt;
    }

    private static (long Pool, long Others, long Reserved) Figures(TestDatabase database) => (
        database.Scalar("SELECT available_micro_credits FROM accounts WHERE tenant_id = 1 AND kind = 'tenant'") / 1_000_000,
        database.Scalar("SELECT sum(available_micro_credits) FROM accounts WHERE tenant_id = 1 AND kind <> 'tenant'") / 1_000_000,
        database.Scalar("SELECT sum(reserved_micro_credits) FROM accounts") / 1_000_000);
}
