using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class PriceListTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriceList _list = new(
    [
        Price("gpt", 1, ModelPrice.Always),
        Price("gpt", 9, March),
        Price("gpt", 2, March),
        Price("late", 3, March),
        Price("free", 0, ModelPrice.Always),
    ]);

    [Fact]
    public void Find_BeforeAndFromTheStart_ChangesExactlyThere()
    {
        Assert.Equal(1, InputAt("gpt", March.AddMicroseconds(-1)));
        Assert.Equal(2, InputAt("gpt", March));
        Assert.Equal(2, InputAt("gpt", DateTimeOffset.MaxValue));
        Assert.Equal(1, InputAt("gpt", DateTimeOffset.MinValue));
    }

    [Fact]
    public void Find_SameStartTwice_TheLaterRecordedCounts() =>
        Assert.Equal([1m, 2m], _list.History("gpt").Select(price => price.Input?.ToDecimal()));

    [Fact]
    public void Find_AnotherSpelling_IsAnotherModel()
    {
        Assert.Null(_list.Find("GPT", March));
        Assert.Null(_list.Find("gpt ", March));
    }

    [Fact]
    public void TryPrice_NoPriceYet_IsNotZero()
    {
        Assert.Equal(PricingProblem.NoPrice, _list.TryPrice("late", new(1, 1), March.AddDays(-1), out _));
        Assert.Equal(PricingProblem.NoPrice, _list.TryPrice("unknown", new(1, 1), March, out _));
        Assert.Equal(PricingProblem.None, _list.TryPrice("free", new(1, 1), March, out var cost));
        Assert.True(cost.IsZero);
    }

    [Fact]
    public void InForce_AtAnInstant_HasEachModelOnce()
    {
        Assert.Equal(["free", "gpt"], _list.InForce(March.AddDays(-1)).Select(price => price.Model));
        Assert.Equal(["free", "gpt", "late"], _list.InForce(March).Select(price => price.Model));
    }

    private decimal? InputAt(string model, DateTimeOffset at) => _list.Find(model, at)?.Input?.ToDecimal();

    private static ModelPrice Price(string model, int input, DateTimeOffset validFrom) =>
        new(model, UnitPrice.FromCreditsPerMillion(input), null, UnitPrice.Free, validFrom);
}
