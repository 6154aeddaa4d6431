using System.Numerics;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Credits of one purchase: a part of what was bought.</summary>
/// <param name="Price">What the purchase cost; null if no price is known.</param>
/// <param name="Bought">The credits bought; above zero.</param>
/// <param name="Part">The part of them that is meant; not below zero.</param>
public readonly record struct PurchasePart(Money? Price, Credits Bought, Credits Part);

/// <summary>Credits of several purchases in money: what was paid for them, by currency.</summary>
/// <remarks>
/// Exact in whole numbers and rounded once, at the end, to four decimals, halves away from zero. Currencies are never mixed. Credits of
/// purchases without a price have no money and are counted apart.
/// </remarks>
public sealed class PricedCredits
{
    private const int Scale = 10_000;
    private readonly SortedDictionary<string, Fraction> _paid = new(StringComparer.Ordinal);

    private PricedCredits(Credits total, Credits unpriced) => (Total, Unpriced) = (total, unpriced);

    /// <summary>No credits.</summary>
    public static PricedCredits None { get; } = new(Credits.Zero, Credits.Zero);

    /// <summary>All the credits.</summary>
    public Credits Total { get; }

    /// <summary>Those of them without a price.</summary>
    public Credits Unpriced { get; }

    /// <summary>True if some of them have a price.</summary>
    public bool HasMoney => _paid.Count > 0;

    /// <summary>What was paid for them: a sum for each currency, by its code.</summary>
    public IReadOnlyList<Money> Money => [.. _paid.Select(static pair => new Money(pair.Value.Rounded(), pair.Key))];

    /// <summary>Sums up parts of purchases.</summary>
    /// <param name="parts">The parts, in any order.</param>
    public static PricedCredits Of(IEnumerable<PurchasePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        List<PurchasePart> all = [.. parts];
        var sum = new PricedCredits(
            Credits.Sum(all.Select(static one => one.Part)), Credits.Sum(all.Where(static one => one.Price is null).Select(static one => one.Part)));
        // Parts of one purchase, or of purchases of one size, have the same denominator: the fractions stay small.
        foreach (var group in all.Where(static one => one is { Price: not null, Part.IsZero: false }).GroupBy(static one => (one.Price!.Value.Currency, one.Bought)))
        {
            var paid = group.Aggregate(BigInteger.Zero, static (total, one) => total + (new BigInteger(one.Price!.Value.Amount * Scale) * one.Part.MicroCredits));
            sum._paid[group.Key.Currency] = sum._paid.GetValueOrDefault(group.Key.Currency, Fraction.Zero) + new Fraction(paid, group.Key.Bought.MicroCredits);
        }

        return sum;
    }

    /// <summary>Two such credits together; still exact, and rounded once.</summary>
    public static PricedCredits Plus(PricedCredits left, PricedCredits right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var sum = new PricedCredits(left.Total + right.Total, left.Unpriced + right.Unpriced);
        foreach (var (currency, paid) in left._paid.Concat(right._paid))
        {
            sum._paid[currency] = sum._paid.GetValueOrDefault(currency, Fraction.Zero) + paid;
        }

        return sum;
    }

    /// <summary>What some credits cost at the average price of these: a sum for each currency. Empty if none of these has a price.</summary>
    /// <param name="credits">The credits; below zero for more refunds than usage.</param>
    /// <remarks>All of <see cref="Total"/> cost exactly <see cref="Money"/>; what has no price lowers the average.</remarks>
    public IReadOnlyList<Money> AtAverage(Credits credits) => Total.IsZero ? []
        : [.. _paid.Select(pair => new Money(pair.Value.Times(credits.MicroCredits, Total.MicroCredits).Rounded(), pair.Key))];

    private readonly record struct Fraction(BigInteger Over, BigInteger Under)
    {
        public static Fraction Zero { get; } = new(0, 1);

        public static Fraction operator +(Fraction left, Fraction right) => left.Under == right.Under ? left with { Over = left.Over + right.Over }
            : new((left.Over * right.Under) + (right.Over * left.Under), left.Under * right.Under);

        public Fraction Times(BigInteger over, BigInteger under) => new(Over * over, Under * under);

        public decimal Rounded()
        {
            var size = ((BigInteger.Abs(Over) * 2) + Under) / (Under * 2);
            return (decimal)(Over.Sign < 0 ? -size : size) / Scale;
        }
    }
}
