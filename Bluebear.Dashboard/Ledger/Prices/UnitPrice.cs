using System.Globalization;
using System.Numerics;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>Why a number cannot be a price. A closed set.</summary>
public enum UnitPriceProblem
{
    /// <summary>It is a price.</summary>
    None,

    /// <summary>It is not a plain decimal number.</summary>
    NotANumber,

    /// <summary>It is below zero.</summary>
    Negative,

    /// <summary>It needs more than twelve decimal places.</summary>
    TooManyDecimals,

    /// <summary>It is above <see cref="UnitPrice.MaxCreditsPerMillion"/>.</summary>
    OutOfRange,
}

/// <summary>The price of a million tokens or pieces (images, requests ...): credits, exact to twelve decimal places.</summary>
/// <remarks>
/// Never negative, at most <see cref="MaxCreditsPerMillion"/>. The default value is <see cref="Free"/>. Stored as whole
/// trillionths of a credit for a million tokens, which equals whole trillionths of a micro-credit for one token. So multiplying
/// by a number of tokens is exact.
/// </remarks>
public readonly record struct UnitPrice : IComparable<UnitPrice>
{
    /// <summary>Decimal places a price can have.</summary>
    public const int Decimals = 12;

    /// <summary>The highest price, in credits for a million tokens.</summary>
    public const long MaxCreditsPerMillion = 1_000_000_000_000;

    private static readonly BigInteger MaxTrillionths = BigInteger.Pow(10, Decimals) * MaxCreditsPerMillion;

    private UnitPrice(Int128 trillionths) => Trillionths = trillionths;

    /// <summary>A price of zero. It is a price; usage without a price is different.</summary>
    public static UnitPrice Free => default;

    /// <summary>Whole trillionths of a credit for a million tokens; equally, whole trillionths of a micro-credit for one token.</summary>
    public Int128 Trillionths { get; }

    /// <summary>True for a price of zero.</summary>
    public bool IsFree => Trillionths == 0;

    /// <summary>
    /// The price of <paramref name="creditsPerMillion"/> credits for a million tokens, or why it cannot be a price.
    /// </summary>
    public static UnitPriceProblem TryCreate(decimal creditsPerMillion, out UnitPrice price) =>
        TryCreate(ExactDecimal.From(creditsPerMillion), out price);

    /// <summary>
    /// The price of <paramref name="creditsPerMillion"/> credits for a million tokens, or why it cannot be a price.
    /// </summary>
    public static UnitPriceProblem TryCreate(ExactDecimal creditsPerMillion, out UnitPrice price)
    {
        price = default;
        if (creditsPerMillion.Sign < 0)
        {
            return UnitPriceProblem.Negative;
        }

        if (!creditsPerMillion.TryToUnits(Decimals, out var trillionths))
        {
            return UnitPriceProblem.TooManyDecimals;
        }

        if (trillionths > MaxTrillionths)
        {
            return UnitPriceProblem.OutOfRange;
        }

        price = new((Int128)trillionths);
        return UnitPriceProblem.None;
    }

    /// <summary>The same, rounded at the last decimal, halves up, and anything above zero to at least its smallest unit.</summary>
    public static UnitPriceProblem TryRound(ExactDecimal creditsPerMillion, out UnitPrice price)
    {
        var trillionths = creditsPerMillion.RoundToUnits(Decimals);
        return TryCreate(ExactDecimal.From(trillionths.IsZero ? creditsPerMillion.Sign : trillionths, Decimals), out price);
    }

    /// <summary>Reads a raw decimal ("2.5"): digits and one point; no sign except a minus, no separators, no spaces.</summary>
    public static UnitPriceProblem TryParse(string? text, out UnitPrice price)
    {
        price = default;
        return text is null || text.AsSpan().ContainsAny('e', 'E') || !ExactDecimal.TryParse(text, out var number)
            ? UnitPriceProblem.NotANumber
            : TryCreate(number, out price);
    }

    /// <summary>The price of <paramref name="creditsPerMillion"/> credits for a million tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, too large or has more than twelve decimals.</exception>
    public static UnitPrice FromCreditsPerMillion(decimal creditsPerMillion) =>
        TryCreate(creditsPerMillion, out var price) is UnitPriceProblem.None
            ? price
            : throw new ArgumentOutOfRangeException(nameof(creditsPerMillion), creditsPerMillion, "Not a price.");

    /// <summary>Credits for a million tokens, exactly.</summary>
    public decimal ToDecimal()
    {
        var (low, high) = ((ulong)(Trillionths & ulong.MaxValue), (uint)(Trillionths >> 64));
        return new decimal(unchecked((int)low), unchecked((int)(low >> 32)), unchecked((int)high), isNegative: false, Decimals);
    }

    /// <inheritdoc/>
    public int CompareTo(UnitPrice other) => Trillionths.CompareTo(other.Trillionths);

    /// <summary>Compares two prices.</summary>
    public static bool operator <(UnitPrice left, UnitPrice right) => left.Trillionths < right.Trillionths;

    /// <summary>Compares two prices.</summary>
    public static bool operator >(UnitPrice left, UnitPrice right) => left.Trillionths > right.Trillionths;

    /// <summary>Compares two prices.</summary>
    public static bool operator <=(UnitPrice left, UnitPrice right) => left.Trillionths <= right.Trillionths;

    /// <summary>Compares two prices.</summary>
    public static bool operator >=(UnitPrice left, UnitPrice right) => left.Trillionths >= right.Trillionths;

    /// <summary>Credits for a million tokens as a raw decimal: no separators, no trailing zeros ("0.003625").</summary>
    public override string ToString() => ToDecimal().ToString("0.############", CultureInfo.InvariantCulture);
}
