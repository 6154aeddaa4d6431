using System.Globalization;
using System.Numerics;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A tenant's rate: how many credits a US dollar is worth.</summary>
/// <remarks>Above zero, at most <see cref="Max"/>, at most six decimal places. The default value is <see cref="One"/>.</remarks>
public readonly record struct CreditsPerUsd
{
    /// <summary>Decimal places a rate can have.</summary>
    public const int Decimals = 6;

    /// <summary>The highest rate.</summary>
    public const long Max = 1_000_000_000;

    private const long Unit = 1_000_000;

    // Stored as the distance from one credit, so that the default value is a usable rate.
    private readonly long _millionthsAboveOne;

    private CreditsPerUsd(long millionths) => _millionthsAboveOne = millionths - Unit;

    /// <summary>One credit for a dollar: the rate of a tenant that has set none.</summary>
    public static CreditsPerUsd One => default;

    /// <summary>The rate in millionths of a credit.</summary>
    public long Millionths => _millionthsAboveOne + Unit;

    /// <summary>The rate of a number of millionths of a credit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above zero, or above <see cref="Max"/>.</exception>
    public static CreditsPerUsd FromMillionths(long millionths)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(millionths);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(millionths, Max * Unit);
        return new(millionths);
    }

    /// <summary>Reads a raw decimal ("100", "0.25").</summary>
    /// <returns>False for any other text: zero, a negative number, more than six decimals, more than <see cref="Max"/>.</returns>
    public static bool TryParse(string? text, out CreditsPerUsd rate)
    {
        rate = default;
        if (text is null || text.AsSpan().ContainsAny('e', 'E') || !ExactDecimal.TryParse(text, out var number)
            || !number.TryToUnits(Decimals, out var millionths) || millionths <= 0 || millionths > (BigInteger)Max * Unit)
        {
            return false;
        }

        rate = new((long)millionths);
        return true;
    }

    /// <summary>The rate, for exact conversions.</summary>
    public ExactDecimal ToExact() => ExactDecimal.From(Millionths, Decimals);

    /// <summary>The rate as a raw decimal without trailing zeros.</summary>
    public override string ToString() => ((decimal)Millionths / Unit).ToString("0.######", CultureInfo.InvariantCulture);
}
