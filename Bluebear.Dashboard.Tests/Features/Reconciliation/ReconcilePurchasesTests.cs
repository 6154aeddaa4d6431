using Bluebear.Dashboard.Features.Reconciliation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Reconciliation;

public class ReconcilePurchasesTests
{
    [Fact]
    public async Task RunAsync_OfPurchasesWithPrices_SaysWhatIsSpentAndLeftInMoney_A7_A8()
    {
        await using var stage = await FeatureStage.CreateUnfundedAsync();
        var end = new DateTimeOffset(2127, 12, 1, 0, 0, 0, TimeSpan.Zero);
        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-1", new(100, "USD"), end));
        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(500), "INV-2", new(25, "EUR")));
        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(70), "GRANT"));
        await stage.UseAsync(await stage.OpenAsync("Atlas", 300), 250, TimeProvider.System.GetUtcNow());
        var purchases = new ReconcilePurchases(stage.Caller, stage.Database.Contexts);

        var lines = await purchases.RunAsync(null, 10);

        Assert.Equal(["GRANT", "INV-2", "INV-1"], lines.Select(line => line.Reference));
        Assert.Equal([null, new(new(25, "EUR"), 0.05m, 0, 0, 25), new(new(100, "USD"), 0.1m, 25, 0, 75)], lines.Select(line => line.Money));
        Assert.Equal([null, null, new DateOnly(2127, 11, 30)], lines.Select(line => line.LastDay));
        Assert.Equal([new("EUR", 25, 0, 0, 25), new("USD", 100, 25, 0, 75)], await purchases.MoneyAsync());
    }
}
