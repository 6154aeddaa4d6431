using System.Globalization;

namespace Bluebear.Dashboard.Ledger;

/// <summary>An amount of credits, held as whole micro-credits (one credit is 1,000,000 of them).</summary>
/// <remarks>
/// Signed; the range is that of <see cref="long"/>, about ±9.2 trillion credits. The default value is <see cref="Zero"/>.
/// Arithmetic is checked: a sum outside the range throws <see cref="OverflowException"/>, it never wraps. There is no
/// conversion from or to floating point (product.md, Words).
/// </remarks>
public readonly record struct Credits : IComparable<Credits>
{
    /// <summary>Micro-credits in one credit.</summary>
    public const long MicroCreditsPerCredit = 1_000_000;

    /// <summary>Decimal places a credit amount can have.</summary>
    public const int Decimals = 6;

    private Credits(long microCredits) => MicroCredits = microCredits;

    /// <summary>No credits.</summary>
    public static Credits Zero => default;

    /// <summary>The largest amount, 9,223,372,036,854.775807 credits.</summary>
    public static Credits MaxValue => new(long.MaxValue);

    /// <summary>The amount in whole micro-credits; negative for an amount below zero.</summary>
    public long MicroCredits { get; }

    /// <summary>True for an amount above zero.</summary>
    public bool IsPositive => MicroCredits > 0;

    /// <summary>True for an amount below zero.</summary>
    public bool IsNegative => MicroCredits < 0;

    /// <summary>True for no credits.</summary>
    public bool IsZero => MicroCredits == 0;

    /// <summary>The amount without its sign.</summary>
    /// <exception cref="OverflowException">The amount is the smallest of all, which has no positive counterpart.</exception>
    public Credits Abs() => new(Math.Abs(MicroCredits));

    /// <summary>The amount of so many micro-credits.</summary>
    public static Credits FromMicroCredits(long microCredits) => new(microCredits);

    /// <summary>The amount of so many whole credits.</summary>
    /// <exception cref="OverflowException">The amount is outside the range.</exception>
    public static Credits FromCredits(long credits) => new(checked(credits * MicroCreditsPerCredit));

    /// <summary>The amount nearest to <paramref name="credits"/>, rounded to a whole micro-credit as said.</summary>
    /// <exception cref="OverflowException">The amount is outside the range.</exception>
    public static Credits FromCredits(decimal credits, MidpointRounding rounding) =>
        new((long)decimal.Round(checked(credits * MicroCreditsPerCredit), 0, rounding));

    /// <summary>The amount in credits, exactly.</summary>
    public decimal ToDecimal() => (decimal)MicroCredits / MicroCreditsPerCredit;

    /// <summary>The smaller of two amounts.</summary>
    public static Credits Min(Credits left, Credits right) => left.MicroCredits <= right.MicroCredits ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Credits Max(Credits left, Credits right) => left.MicroCredits >= right.MicroCredits ? left : right;

    /// <summary>The sum of many amounts.</summary>
    /// <exception cref="OverflowException">A partial sum is outside the range.</exception>
    public static Credits Sum(IEnumerable<Credits> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var sum = 0L;
        foreach (var amount in amounts)
        {
            sum = checked(sum + amount.MicroCredits);
        }

        return new(sum);
    }

    /// <inheritdoc/>
    public int CompareTo(Credits other) => MicroCredits.CompareTo(other.MicroCredits);

    /// <summary>Adds two amounts; an overflow throws.</summary>
    public static Credits operator +(Credits left, Credits right) => new(checked(left.MicroCredits + right.MicroCredits));

    /// <summary>Subtracts two amounts; an overflow throws.</summary>
    public static Credits operator -(Credits left, Credits right) => new(checked(left.MicroCredits - right.MicroCredits));

    /// <summary>The amount with the other sign; an overflow throws.</summary>
    public static Credits operator -(Credits value) => new(checked(-value.MicroCredits));

    /// <summary>Compares two amounts.</summary>
    public static bool operator <(Credits left, Credits right) => left.MicroCredits < right.MicroCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >(Credits left, Credits right) => left.MicroCredits > right.MicroCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator <=(Credits left, Credits right) => left.MicroCredits <= right.MicroCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >=(Credits left, Credits right) => left.MicroCredits >= right.MicroCredits;

    /// <summary>The raw decimal of HTTP answers and exports: no separators, a hyphen for minus, no trailing zeros ("0.0125").</summary>
    public override string ToString() => ToDecimal().ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>
    /// For people: thousands separated, a true minus sign, at least <paramref name="minimumDecimals"/> places and as many more
    /// as the amount needs to be exact ("−1,250.50").
    /// </summary>
    /// <param name="minimumDecimals">0 to 6.</param>
    public string ToDisplay(int minimumDecimals = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumDecimals, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimumDecimals, Decimals);
        var pattern = "#,##0." + new string('0', minimumDecimals) + new string('#', Decimals - minimumDecimals);
        return ToDecimal().ToString(pattern, CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }
}
