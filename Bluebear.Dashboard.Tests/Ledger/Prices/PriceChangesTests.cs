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

    [Fact]
    public void Parts_OfAHiddenPart_AreNamedWithTierAndThreshold()
    {
        var before = new ModelPrice("m", Unit("3"), null, Unit("15"), ModelPrice.Always)
        {
            Parts = PriceParts.Of([new(PricePart.CacheWrite, ServiceTier.Standard, 0, Unit("3.75")), new(PricePart.Input, ServiceTier.Batch, 0, Unit("1.5"))]),
        };
        var after = before with
        {
            Parts = PriceParts.Of([new(PricePart.Input, ServiceTier.Batch, 0, Unit("1")), new(PricePart.Input, ServiceTier.Standard, 200_000, Unit("6"))]),
        };

        Assert.Equal(
            [
                new(PricePart.CacheWrite, 3.75m, null), new(PricePart.Input, null, 6, ServiceTier.Standard, 200_000),
                new(PricePart.Input, 1.5m, 1, ServiceTier.Batch),
            ],
            new PriceChange(before, after).Parts);
        Assert.False(before.CostsAsMuchAs(after));
    }

    [Theory]
    [InlineData("1", "10", "1", "1", null)]
    [InlineData("1", "10.000000000001", "1", "1", PriceJumpReason.ManyTimes)]
    [InlineData("1", "1000", "1", "100", null)]
    [InlineData("1", "1001", "1", "100", PriceJumpReason.ManyTimes)]
    [InlineData("0", "1000", "1", "1", null)]
    [InlineData(null, "1000", "1", "1", null)]
    [InlineData(null, "1000.000000000001", "1", "1", PriceJumpReason.AboveBound)]
    [InlineData(null, "15000000", "1", "1000", PriceJumpReason.AboveBound)]
    [InlineData("500", "1001", "1", "1", PriceJumpReason.AboveBound)]
    [InlineData("1001", "1001", "1", "1", null)]
    [InlineData("1001", "900", "1", "1", null)]
    public void Between_APriceThatJumps_IsNotRecordedUnlessAccepted_G16(string? before, string after, string rateBefore, string rate, PriceJumpReason? reason)
    {
        PriceList current = before is null ? PriceList.Empty : new([new("m", Unit(before), null, Unit("1"), ModelPrice.Always)]);
        // Another part changes too, so that it is a change in any case.
        var price = new ModelPrice("m", Unit(after), Unit("0.5"), Unit("1"), ModelPrice.Always);
        var jumps = new PriceJumps(Rate(rate), Rate(rateBefore));

        var changes = PriceChanges.Between(current, [price], null, Now, jumps);

        Assert.Equal(reason is null ? [] : [reason.Value], changes.Jumps.SelectMany(static jump => jump.Parts).Select(static part => part.Reason));
        Assert.Equal(reason is null ? 1 : 0, changes.ToRecord.Count());
        Assert.Single(PriceChanges.Between(current, [price], null, Now).ToRecord);
    }

    [Fact]
    public void Between_AFeeThatJumps_HasABoundOfItsOwn_G16()
    {
        static ModelPrice Image(string perMillion) => new("m", null, null, null, ModelPrice.Always) { Parts = PriceParts.Of([new(PricePart.Image, ServiceTier.Standard, 0, Unit(perMillion))]) };
        var jumps = new PriceJumps(CreditsPerUsd.One, CreditsPerUsd.One);

        Assert.Empty(PriceChanges.Between(PriceList.Empty, [Image("100000000")], null, Now, jumps).Jumps);
        Assert.Single(PriceChanges.Between(PriceList.Empty, [Image("100000001")], null, Now, jumps).Jumps);
        Assert.Single(PriceChanges.Between(new([Image("40000")]), [Image("40000000")], null, Now, jumps).Jumps);
    }

    private static CreditsPerUsd Rate(string text) => CreditsPerUsd.TryParse(text, out var rate) ? rate : throw new ArgumentException(text);

    private static UnitPrice Unit(string text)
    {
        Assert.Equal(UnitPriceProblem.None, UnitPrice.TryParse(text, out var price));
        return price;
    }
}
