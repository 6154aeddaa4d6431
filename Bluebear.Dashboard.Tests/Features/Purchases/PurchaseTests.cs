using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Purchases;

public class PurchaseTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("1,250.5", true)]
    [InlineData("1250.1234", true)]
    [InlineData("0", true)]
    [InlineData("1,5", false)]
    [InlineData("1.23456", false)]
    [InlineData("-1", false)]
    [InlineData("1e3", false)]
    [InlineData("ten", false)]
    public void PriceProblem_OfWhatIsTyped_IsSaidForWhatIsNoPrice(string price, bool isFine) =>
        Assert.Equal(isFine, new PurchaseDraft { Price = price }.PriceProblem is null);

    [Fact]
    public void Money_WithSeparators_IsExact() =>
        Assert.Equal(new Money(1250.5m, "EUR"), new PurchaseDraft { Price = "1,250.50", Currency = "EUR" }.Money);

    [Theory]
    [InlineData("2026-03-04", null)]
    [InlineData("2026-03-03", "This day is over. Choose today or a later one.")]
    [InlineData("03/05/2026", "This is not a day. Write it like 2026-12-31.")]
    public void ExpiryProblem_OfADay_IsSaidForOneThatIsOver(string day, string? expected) => Assert.Equal(
        expected,
        new PurchaseDraft { Expires = day }.ExpiryProblem(new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc));

    [Fact]
    public async Task Record_WithALastDay_EndsAfterIt_AndOnce()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var key = OperationKey.New();
        var lastDay = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        var purchase = new NewPurchase(Credits.FromCredits(50), " INV-7 ", new Money(42.5m, "EUR"), lastDay);

        await stage.Get<RecordPurchases>().RecordAsync(purchase, key);
        var outcome = await stage.Get<RecordPurchases>().RecordAsync(purchase, key);

        await using var context = stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        var row = await context.Purchases.SingleAsync(row => row.Id == outcome.Receipt!.Purchase!.Value.Value);
        Assert.Equal(("INV-7", 42.5m, "EUR"), (row.Reference, row.PriceAmount, row.PriceCurrency));
        Assert.Equal(new DateTimeOffset(lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), row.ExpiresAt);
        Assert.Equal(Credits.FromCredits(10_050), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task Preview_OfAReferenceThatWasUsed_SaysSo_A36()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var preview = await stage.Get<RecordPurchases>().PreviewAsync(new(Credits.FromCredits(500), " inv-1 ", new Money(50, "USD"), null));

        Assert.Equal(Credits.FromCredits(10_000), preview.SameReference!.Amount);
        Assert.Equal((Credits.FromCredits(10_000), Credits.FromCredits(10_500)), (preview.PoolBefore, preview.PoolAfter!.Value));
        Assert.Equal(0.1m, preview.Money!.UnitPrice);
        Assert.Null((await stage.Get<RecordPurchases>().PreviewAsync(new(Credits.FromCredits(500), "INV-2", null, null))).SameReference);
    }
}
