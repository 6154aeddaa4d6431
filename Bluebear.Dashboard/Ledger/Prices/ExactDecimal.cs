using System.Globalization;
using System.Numerics;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>An exact decimal number of any length: whole <c>mantissa</c> times ten to the power of minus <c>scale</c>.</summary>
/// <remarks>
/// Prices in external lists look like 2.5e-09. <see cref="double"/> cannot hold that exactly, and <see cref="decimal"/> silently
/// rounds a product that needs more than 28 digits. Conversions therefore use this type.
/// </remarks>
public readonly struct ExactDecimal
{
    private const int MaxLength = 100;
    private const int MaxExponent = 100;

    private readonly BigInteger _mantissa;
    private readonly int _scale;

    private ExactDecimal(BigInteger mantissa, int scale)
    {
        _mantissa = mantissa;
        _scale = scale;
    }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _mantissa.Sign;

    /// <summary>The exact number.</summary>
    public static ExactDecimal From(decimal value) => From(BigInteger.Parse(
        value.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), value.Scale);

    /// <summary>The number <paramref name="mantissa"/> times ten to the power of minus <paramref name="scale"/>.</summary>
    public static ExactDecimal From(BigInteger mantissa, int scale) => new(mantissa, scale);

    /// <summary>Reads a number as JSON writes it ("2.5e-09", "-3", "0.000017"), digit by digit.</summary>
    /// <returns>False for any other text, for more than 100 characters and for exponents beyond 100.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal value)
    {
        value = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0 && (!TryParseExponent(text[(exponentAt + 1)..], out exponent)))
        {
            return false;
        }

        var number = exponentAt < 0 ? text : text[..exponentAt];
        var negative = number.StartsWith("-");
        number = negative ? number[1..] : number;
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (!IsDigits(whole) || (point >= 0 && !IsDigits(fraction)))
        {
            return false;
        }

        var mantissa = BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        value = new(negative ? -mantissa : mantissa, fraction.Length - exponent);
        return true;
    }

    /// <summary>The exact product.</summary>
    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) =>
        new(left._mantissa * right._mantissa, left._scale + right._scale);

    /// <summary>Below zero if this is the smaller number, above zero if it is the larger one, 0 if both are equal.</summary>
    public int CompareTo(ExactDecimal other)
    {
        var scale = Math.Max(_scale, other._scale);
        return (_mantissa * BigInteger.Pow(10, scale - _scale)).CompareTo(other._mantissa * BigInteger.Pow(10, scale - other._scale));
    }

    /// <summary>
    /// The number in units of ten to the power of minus <paramref name="scale"/>. False if that is not a whole number.
    /// </summary>
    public bool TryToUnits(int scale, out BigInteger units)
    {
        units = RoundToUnits(scale);
        return _scale <= scale || units * BigInteger.Pow(10, _scale - scale) == _mantissa;
    }

    /// <summary>The number in units of ten to the power of minus <paramref name="scale"/>, halves away from zero.</summary>
    public BigInteger RoundToUnits(int scale)
    {
        if (_scale <= scale)
        {
            return _mantissa * BigInteger.Pow(10, scale - _scale);
        }

        var divisor = BigInteger.Pow(10, _scale - scale);
        var quotient = BigInteger.DivRem(_mantissa, divisor, out var remainder);
        return BigInteger.Abs(remainder) * 2 >= divisor ? quotient + _mantissa.Sign : quotient;
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
        && exponent is >= -MaxExponent and <= MaxExponent;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
