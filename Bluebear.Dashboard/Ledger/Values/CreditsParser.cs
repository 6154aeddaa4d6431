using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>Why a text cannot be read as an amount of credits. A closed set.</summary>
public enum CreditsProblem
{
    /// <summary>The text is an amount.</summary>
    None,

    /// <summary>The text is empty or missing.</summary>
    Empty,

    /// <summary>The text is not a plain decimal number.</summary>
    NotANumber,

    /// <summary>The number has more than six decimal places.</summary>
    TooManyDecimals,

    /// <summary>The number is above <see cref="LedgerBounds.MaxAmount"/>, or below its negative.</summary>
    OutOfRange,
}

/// <summary>Reads amounts of credits from text. Refuses text that it would have to round or guess.</summary>
public static partial class CreditsParser
{
    private const int MaxLength = 64;

    /// <summary>The message for <see cref="CreditsProblem.OutOfRange"/>.</summary>
    public static string TooMuch => LedgerBounds.TooMuch;

    /// <summary>
    /// Reads a raw decimal of HTTP and files ("1250.5"): digits, one point, an optional leading minus; no separators, no
    /// exponent, no surrounding spaces.
    /// </summary>
    public static CreditsProblem TryParse(string? text, out Credits amount)
    {
        amount = default;
        return string.IsNullOrEmpty(text) ? CreditsProblem.Empty
            : text.Length > MaxLength || !Plain().IsMatch(text) ? CreditsProblem.NotANumber
            : Convert(text, out amount);
    }

    /// <summary>
    /// Reads what a person types: as <see cref="TryParse"/>, and also thousands separated by commas, spaces or apostrophes in
    /// groups of three ("1,250.50"), surrounding spaces, and a plus or a true minus sign. Refuses "1,5", which could mean 15 or
    /// 1.5.
    /// </summary>
    public static CreditsProblem TryParseTyped(string? text, out Credits amount)
    {
        amount = default;
        var trimmed = text?.Trim().Replace('\u2212', '-');
        if (string.IsNullOrEmpty(trimmed))
        {
            return CreditsProblem.Empty;
        }

        if (trimmed.Length > MaxLength || !Typed().IsMatch(trimmed))
        {
            return CreditsProblem.NotANumber;
        }

        return Convert(Separators().Replace(trimmed, ""), out amount);
    }

    private static CreditsProblem Convert(string number, out Credits amount)
    {
        amount = default;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && number.AsSpan(point + 1).TrimEnd('0').Length > Credits.Decimals)
        {
            return CreditsProblem.TooManyDecimals;
        }

        if (!decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var value) || Math.Abs(value) > LedgerBounds.MaxAmount.ToDecimal())
        {
            return CreditsProblem.OutOfRange;
        }

        amount = Credits.FromCredits(value, MidpointRounding.ToZero);
        return CreditsProblem.None;
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?([0-9]+|[0-9]{1,3}([,'’ \u00A0\u202F][0-9]{3})+)?(\.[0-9]*)?\z(?<=[0-9]\.?)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Typed();

    [GeneratedRegex(@"[,'’ \u00A0\u202F]")]
    private static partial Regex Separators();
}
