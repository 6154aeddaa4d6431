using System.Numerics;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Model;

public class PricedCreditsTests
{
    [Fact]
    public void Money_OfPartsInSeveralCurrencies_IsASumForEachAndNeverMixed_A7()
    {
        var credits = PricedCredits.Of([
            new(new(100, "USD"), Cr(1_000), Cr(250)), new(new(90, "EUR"), Cr(1_000), Cr(500)), new(new(30, "USD"), Cr(300), Cr(10)), new(null, Cr(50), Cr(7)),
        ]);

        Assert.Equal([new Money(45, "EUR"), new Money(26, "USD")], credits.Money);
        Assert.Equal((Cr(767), Cr(7), true), (credits.Total, credits.Unpriced, credits.HasMoney));
    }

    [Fact]
    public void Money_OfThirds_IsRoundedOnceAtTheEnd_A7()
    {
        // Each third alone would be 0.3333, three of them 0.9999.
        var credits = PricedCredits.Of(Enumerable.Repeat(new PurchasePart(new(1, "USD"), Cr(3), Cr(1)), 3));

        Assert.Equal([new Money(1, "USD")], credits.Money);
    }

    [Fact]
    public void Plus_OfTwo_IsTheSumRoundedOnce_A7()
    {
        var third = PricedCredits.Of([new(new(1, "USD"), Cr(3), Cr(1)), new(null, Cr(2), Cr(1))]);
        var both = PricedCredits.Plus(PricedCredits.Plus(third, third), PricedCredits.Of([new(new(1, "USD"), Cr(3), Cr(1)), new(new(4, "EUR"), Cr(2), Cr(1))]));

        Assert.Equal([new Money(2, "EUR"), new Money(1, "USD")], both.Money);
        Assert.Equal((Cr(6), Cr(2)), (both.Total, both.Unpriced));
    }

    [Fact]
    public void Average_OfAllCredits_IsWhatWasPaidForThem_A7()
    {
        var credits = PricedCredits.Of([new(new(10, "USD"), Cr(3), Cr(2)), new(null, Cr(5), Cr(4)), new(new(7, "EUR"), Cr(9), Cr(1))]);

        Assert.Equal(credits.Money, credits.AtAverage(credits.Total));
        Assert.Equal(new Money(-0.9524m, "USD"), credits.AtAverage(-Cr(1))[1]);
        Assert.Empty(PricedCredits.Of([new(null, Cr(5), Cr(4))]).AtAverage(Cr(4)));
        Assert.Empty(PricedCredits.None.AtAverage(Cr(1)));
    }

    [Fact]
    public void Money_OfLargeRandomParts_IsTheExactSumRoundedOnce_A7()
    {
        var random = new Random(11);
        for (var run = 0; run < 200; run++)
        {
            List<PurchasePart> parts = [];
            for (var i = 0; i < random.Next(1, 40); i++)
            {
                var bought = random.NextInt64(1, LedgerBounds.MaxAmount.MicroCredits);
                parts.Add(new(new(random.NextInt64(0, 9_000_000_000_000) / 10_000m, "USD"), Micro(bought), Micro(random.NextInt64(0, bought) / 50)));
            }

            // An oracle of its own: all over the product of what was bought.
            var under = parts.Aggregate(BigInteger.One, static (product, one) => product * one.Bought.MicroCredits);
            var over = parts.Aggregate(BigInteger.Zero, (sum, one) => sum + (new BigInteger(one.Price!.Value.Amount * 10_000) * one.Part.MicroCredits * (under / one.Bought.MicroCredits)));
            var rounded = BigInteger.DivRem(over, under, out var rest) + (rest * 2 >= under ? 1 : 0);

            Assert.Equal((decimal)rounded / 10_000, PricedCredits.Of(parts).Money.Sum(static money => money.Amount));
        }
    }

    private static Credits Cr(long credits) => Credits.FromCredits(credits);

    private static Credits Micro(long amount) => Credits.FromMicroCredits(amount);
}
