using System.Numerics;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Model;

public class PurchaseMoneyTests
{
    [Fact]
    public void Of_APurchaseWithAPrice_SaysWhatACreditCostsAndWhatIsSpentAndLeft_A7() => Assert.Equal(
        new PurchaseMoney(new(2_500, "USD"), 0.1m, 1_000, 250, 1_250),
        PurchaseMoney.Of(new(2_500, "USD"), Cr(25_000), Cr(10_000), Cr(2_500)));

    [Fact]
    public void Of_APurchaseWithoutAPrice_SaysNothing_A7() => Assert.Null(PurchaseMoney.Of(null, Cr(1), Cr(0), Cr(0)));

    [Fact]
    public void Of_AReversedPurchase_HasNothingLeft_A7() =>
        Assert.Equal(new(new(10, "EUR"), 0.1m, 0, 0, 0), PurchaseMoney.Of(new(10, "EUR"), Cr(100), Cr(0), Cr(0), isReversed: true));

    [Fact]
    public void Of_AnyPurchase_SumsToThePriceAndIsRoundedOnce_A7()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var amount = random.NextInt64(1, i % 2 == 0 ? 1_000 : long.MaxValue);
            var spent = random.Next(4) switch { 0 => 0, 1 => amount, _ => random.NextInt64(0, amount + (amount < long.MaxValue ? 1 : 0)) };
            var expired = random.Next(3) == 0 ? amount - spent : random.NextInt64(0, amount - spent + 1);
            var price = random.NextInt64(0, i % 3 == 0 ? 100 : 5_000_000_000_000_000_000) / 10_000m;
            var money = PurchaseMoney.Of(new(price, "USD"), Micro(amount), Micro(spent), Micro(expired))!;

            Assert.Equal(price, money.Spent + money.Expired + money.Left);
            Assert.True(money is { Spent: >= 0, Expired: >= 0, Left: >= 0 });
            Assert.True(spent + expired < amount || money.Left == 0);
            Assert.True(expired > 0 || money.Expired == 0);
            // Half up, in whole numbers: an oracle of its own.
            var (exact, over) = ((BigInteger)(price * 10_000) * spent, (BigInteger)amount);
            var rounded = BigInteger.DivRem(exact, over, out var rest) + (rest * 2 >= over ? 1 : 0);
            Assert.Equal((decimal)rounded / 10_000, money.Spent);
        }
    }

    private static Credits Cr(long credits) => Credits.FromCredits(credits);

    private static Credits Micro(long amount) => Credits.FromMicroCredits(amount);
}
