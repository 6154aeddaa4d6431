using System.Numerics;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>A purchase in money: how its price divides into spent, expired and left.</summary>
/// <param name="Price">What it cost.</param>
/// <param name="UnitPrice">Money for one credit, rounded once to twelve decimals, halves away from zero.</param>
/// <param name="Spent">The price of the spent credits.</param>
/// <param name="Expired">The price of the credits that ended unspent.</param>
/// <param name="Left">The price of the credits that are left.</param>
/// <remarks>
/// Spent, expired and left have four decimals, are never below zero and sum exactly to the price. A part without credits has no
/// money. For a reversed purchase all three are zero.
/// </remarks>
public sealed record PurchaseMoney(Money Price, decimal UnitPrice, decimal Spent, decimal Expired, decimal Left)
{
    private const int UnitDecimals = 12;
    private const int Scale = 10_000;

    /// <summary>Divides a price; null if no price is known.</summary>
    /// <param name="price">What the purchase cost, or null.</param>
    /// <param name="amount">The credits bought; above zero.</param>
    /// <param name="spent">The credits spent.</param>
    /// <param name="expired">The credits that ended unspent.</param>
    /// <param name="isReversed">Whether the purchase was reversed.</param>
    public static PurchaseMoney? Of(Money? price, Credits amount, Credits spent, Credits expired, bool isReversed = false)
    {
        if (price is not { } paid)
        {
            return null;
        }

        var unit = decimal.Round(paid.Amount / amount.ToDecimal(), UnitDecimals, MidpointRounding.AwayFromZero);
        if (isReversed)
        {
            return new(paid, unit, 0, 0, 0);
        }

        // Differences of one running sum: parts that are rounded separately need not add up.
        var forSpent = Share(paid, amount, spent);
        var forGone = Share(paid, amount, spent + expired);
        return new(paid, unit, forSpent, forGone - forSpent, paid.Amount - forGone);
    }

    // In whole numbers: the product of both can have 38 digits.
    private static decimal Share(Money price, Credits amount, Credits part)
    {
        var whole = new BigInteger(amount.MicroCredits);
        var product = new BigInteger(price.Amount * Scale) * part.MicroCredits;
        return (decimal)(((product * 2) + whole) / (whole * 2)) / Scale;
    }
}
