using System.Globalization;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>An amount of credits, held as whole micro-credits (one credit is 1,000,000 of them).</summary>
/// <remarks>
/// Signed. One stored amount is within ±<see cref="MaxValue"/>. Sums of amounts may be far wider and stay exact, so that
/// everything in the books can be added up and shown. <see cref="MicroCredits"/> gives the amount to store and refuses a wider
/// sum; arithmetic never wraps. The default value is <see cref="Zero"/>. There is no conversion from or to floating point
/// (product.md, Words).
/// </remarks>
public readonly record struct Credits : IComparable<Credits>
{
    /// <summary>Micro-credits in one credit.</summary>
    public const long MicroCreditsPerCredit = 1_000_000;

    /// <summary>Decimal places a credit amount can have.</summary>
    public const int Decimals = 6;

    // Twice as wide as a stored amount: no sum of stored amounts leaves its range.
    private readonly Int128 _microCredits;

    private Credits(Int128 microCredits) => _microCredits = microCredits;

    /// <summary>No credits.</summary>
    public static Credits Zero => default;

    /// <summary>The largest amount that can be stored, 9,223,372,036,854.775807 credits.</summary>
    public static Credits MaxValue => new(long.MaxValue);

    /// <summary>The amount in whole micro-credits, as it is stored; negative below zero.</summary>
    /// <exception cref="OverflowException">The sum is wider than <see cref="MaxValue"/> and cannot be stored.</exception>
    public long MicroCredits => checked((long)_microCredits);

    /// <summary>The sum in micro-credits, of any width; negative below zero.</summary>
    public Int128 Wide => _microCredits;

    /// <summary>True for an amount above zero.</summary>
    public bool IsPositive => _microCredits > 0;

    /// <summary>True for an amount below zero.</summary>
    public bool IsNegative => _microCredits < 0;

    /// <summary>True for no credits.</summary>
    public bool IsZero => _microCredits == 0;

    /// <summary>The amount without its sign.</summary>
    public Credits Abs() => new(Int128.Abs(_microCredits));

    /// <summary>The amount of a number of micro-credits.</summary>
    public static Credits FromMicroCredits(long microCredits) => new(microCredits);

    /// <summary>A sum that may be wider than one stored amount.</summary>
    /// <param name="microCredits">In micro-credits.</param>
    public static Credits FromWide(Int128 microCredits) => new(microCredits);

    /// <summary>A sum that a database added up in two parts. Each part fits 64 bits even if the whole does not.</summary>
    /// <param name="whole">The sum of the amounts' whole credits.</param>
    /// <param name="rest">The sum of their remaining micro-credits.</param>
    public static Credits FromParts(long whole, long rest) => new(((Int128)whole * MicroCreditsPerCredit) + rest);

    /// <summary>The amount of a number of whole credits.</summary>
    public static Credits FromCredits(long credits) => new((Int128)credits * MicroCreditsPerCredit);

    /// <summary>The amount nearest to <paramref name="credits"/>, rounded to a whole micro-credit in the given way.</summary>
    /// <exception cref="OverflowException">The amount is outside the range.</exception>
    public static Credits FromCredits(decimal credits, MidpointRounding rounding) =>
        new((Int128)decimal.Round(checked(credits * MicroCreditsPerCredit), 0, rounding));

    /// <summary>The amount in credits, exactly.</summary>
    public decimal ToDecimal() => (decimal)_microCredits / MicroCreditsPerCredit;

    /// <summary>The smaller of two amounts.</summary>
    public static Credits Min(Credits left, Credits right) => left._microCredits <= right._microCredits ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Credits Max(Credits left, Credits right) => left._microCredits >= right._microCredits ? left : right;

    /// <summary>The exact sum of many amounts, even if it is wider than one stored amount.</summary>
    public static Credits Sum(IEnumerable<Credits> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var sum = Int128.Zero;
        foreach (var amount in amounts)
        {
            sum = checked(sum + amount._microCredits);
        }

        return new(sum);
    }

    /// <inheritdoc/>
    public int CompareTo(Credits other) => _microCredits.CompareTo(other._microCredits);

    /// <summary>Adds two amounts.</summary>
    public static Credits operator +(Credits left, Credits right) => new(checked(left._microCredits + right._microCredits));

    /// <summary>Subtracts two amounts.</summary>
    public static Credits operator -(Credits left, Credits right) => new(checked(left._microCredits - right._microCredits));

    /// <summary>The amount with the other sign.</summary>
    public static Credits operator -(Credits value) => new(checked(-value._microCredits));

    /// <summary>Compares two amounts.</summary>
    public static bool operator <(Credits left, Credits right) => left._microCredits < right._microCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >(Credits left, Credits right) => left._microCredits > right._microCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator <=(Credits left, Credits right) => left._microCredits <= right._microCredits;

    /// <summary>Compares two amounts.</summary>
    public static bool operator >=(Credits left, Credits right) => left._microCredits >= right._microCredits;

    /// <summary>
    /// The raw decimal of HTTP answers and exports: no separators, a hyphen for minus, no trailing zeros ("0.0125").
    /// </summary>
    public override string ToString() => ToDecimal().ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>
    /// For people: thousands separated, a true minus sign, at least <paramref name="minimumDecimals"/> decimals and more if the
    /// exact amount needs them ("−1,250.50").
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
