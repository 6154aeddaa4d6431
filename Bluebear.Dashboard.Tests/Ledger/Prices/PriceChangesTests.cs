using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class PriceChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriceList _current = new([Price("old", 1, ModelPrice.Always), Price("old", 2, March)]);

    [Fact]
    public void Between_NoStartSaid_FirstPricesHoldAlwaysAndChangesFromNow()
    {
        var changes = PriceChanges.Between(_current, [Price("new", 1, March), Price("old", 3, March)], validFrom: null, Now);

        Assert.Equal(ModelPrice.Always, Assert.Single(changes.New).After.ValidFrom);
        var changed = Assert.Single(changes.Changed);
        Assert.Equal(((decimal?)2m, (decimal?)3m, Now), (changed.Before!.Input?.ToDecimal(), changed.After.Input?.ToDecimal(), changed.After.ValidFrom));
    }

    [Fact]
    public void Between_StartSaid_HoldsForAllAndComparesWithThatInstant()
    {
        var start = March.AddDays(-1);
        var changes = PriceChanges.Between(_current, [Price("new", 1, Now), Price("old", 2, Now)], start, Now);

        Assert.All(changes.ToRecord, price => Assert.Equal(start, price.ValidFrom));
        Assert.Equal(1, Assert.Single(changes.Changed).Before!.Input?.ToDecimal());
        Assert.Equal(0, changes.Unchanged);
    }

    [Fact]
    public void Between_SamePrices_RecordsNothing()
    {
        var changes = PriceChanges.Between(_current, [Price("old", 2, ModelPrice.Always)], validFrom: null, Now);

        Assert.Empty(changes.ToRecord);
        Assert.Equal(1, changes.Unchanged);
    }

    [Fact]
    public void Between_AnotherOutputLimit_IsAChange() =>
        Assert.Single(PriceChanges.Between(_current, [Price("old", 2, March) with { MaxOutputTokens = 5 }], null, Now).Changed);

    private static ModelPrice Price(string model, int input, DateTimeOffset validFrom) =>
        new(model, UnitPrice.FromCreditsPerMillion(input), null, UnitPrice.Free, validFrom);

    [Fact]
    public void Parts_OfAChange_NameEveryPartThatDiffers_A17()
    {
        var before = new ModelPrice("gpt-5", Unit("125"), Unit("12.5"), Unit("1000"), ModelPrice.Always, 128_000);
        var after = before with { CachedInput = null, MaxOutputTokens = 64_000 };

        Assert.Equal(
            [new(PricePart.CachedInput, 12.5m, null), new(PricePart.MostOutputTokens, 128_000, 64_000)],
            new PriceChange(before, after).Parts);
        Assert.Empty(new PriceChange(null, after).Parts);
    }

    private static UnitPrice Unit(string text)
    {
        Assert.Equal(UnitPriceProblem.None, UnitPrice.TryParse(text, out var price));
        return price;
    }
}
