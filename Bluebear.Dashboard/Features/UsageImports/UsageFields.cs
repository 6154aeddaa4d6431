using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A field that cannot be used. Its text becomes the line's reason.</summary>
internal sealed class FieldException(string reason) : Exception(reason);

/// <summary>Reads the fields that the formats share. Reasons name the column and never repeat text of the file.</summary>
internal static class UsageFields
{
    /// <summary>When it occurred. A bare date is the day's first instant.</summary>
    /// <exception cref="FieldException">It is missing or not an instant.</exception>
    public static DateTimeOffset Instant(string? text, string column, TimeZoneInfo zone) =>
        text is null ? throw new FieldException($"{column} is missing")
        : ImportedInstant.TryParse(text, zone, out var instant) ? instant
        : throw new FieldException($"{column} is not an instant such as 2026-01-31T23:59:59Z");

    /// <summary>A fact as given, or null.</summary>
    /// <exception cref="FieldException">It is too long, has control characters or was not valid text.</exception>
    public static string? Fact(string? text, string column)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > UsageFacts.MaxTextLength)
        {
            throw new FieldException($"{column} has more than {UsageFacts.MaxTextLength} characters");
        }

        return text.Any(static character => char.IsControl(character) || character == '\uFFFD')
            ? throw new FieldException($"{column} has control characters or is not UTF-8")
            : text;
    }

    /// <summary>A number of tokens or pieces, however it is written (<c>1000</c>, <c>1000.0</c>, <c>1e3</c>), or null.</summary>
    /// <exception cref="FieldException">It is not a whole number of 0 or more.</exception>
    public static long? Count(string? text, string column) =>
        text is null ? null
        : TryCount(text.AsSpan().Trim(), decimals: 0, out var count) ? count
        : throw new FieldException($"{column} is not a whole number from 0 to {TokenCounts.Max}");

    /// <summary>A number of seconds in milliseconds, or null.</summary>
    /// <exception cref="FieldException">It is not a number of 0 or more, or has more than three decimals.</exception>
    public static long? Milliseconds(string? text, string column) =>
        text is null ? null
        : TryCount(text.AsSpan().Trim(), decimals: 3, out var count) ? count
        : throw new FieldException($"{column} is not a number of seconds with at most 3 decimals");

    /// <summary>A count that stands beside others and may be odd: 0 for what is not a count.</summary>
    public static long CountOrZero(string text) => TryCount(text, decimals: 0, out var count) ? count : 0;

    /// <summary>Seconds likewise, in whole milliseconds.</summary>
    public static long MillisecondsOrZero(string text) =>
        ExactDecimal.TryParse(text, out var seconds) && seconds.Sign >= 0 && seconds.RoundToUnits(3) is var milliseconds
        && milliseconds <= TokenCounts.Max ? (long)milliseconds : 0;

    /// <summary>A service tier, or null.</summary>
    /// <exception cref="FieldException">It is not a tier.</exception>
    public static ServiceTier? Tier(string? text, string column) =>
        text is null ? null
        : ServiceTierText.TryParse(text.Trim().ToLowerInvariant(), out var tier) ? tier
        : throw new FieldException($"{column} is not {ServiceTierText.InWords}");

    /// <summary>The counts together, or null if there is none.</summary>
    /// <exception cref="FieldException">There are more cached tokens than input tokens.</exception>
    public static TokenCounts? Together(long? input, long? output, long? cachedInput)
    {
        if (input is null && output is null)
        {
            return null;
        }

        var counts = new TokenCounts(input ?? 0, output ?? 0, cachedInput ?? 0);
        return counts.IsPossible ? counts : throw new FieldException("there are more cached tokens than input tokens");
    }

    /// <summary>An amount of credits, or null.</summary>
    /// <exception cref="FieldException">It is negative or not an amount.</exception>
    public static Credits? Amount(string? text, string column)
    {
        if (text is null)
        {
            return null;
        }

        // Python writes every amount below 0.0001 with an exponent, so a file of cheap requests is full of them.
        if (!ExactDecimal.TryParse(text.AsSpan().Trim(), out var amount))
        {
            throw new FieldException($"{column} is not a plain decimal number");
        }

        if (amount.Sign < 0)
        {
            throw new FieldException($"{column} is negative");
        }

        return !amount.TryToUnits(Credits.Decimals, out var microCredits) ? throw new FieldException($"{column} has more than {Credits.Decimals} decimals")
            : microCredits > LedgerBounds.MaxAmount.MicroCredits ? throw new FieldException($"{column} is too large: at most {LedgerBounds.MaxAmount}")
            : Credits.FromMicroCredits((long)microCredits);
    }

    /// <summary>An amount of money of any precision, or null.</summary>
    /// <exception cref="FieldException">It is negative or not a number.</exception>
    public static ExactDecimal? Money(string? text, string column) =>
        text is null ? null
        : !ExactDecimal.TryParse(text.AsSpan().Trim(), out var amount) ? throw new FieldException($"{column} is not a number")
        : amount.Sign < 0 ? throw new FieldException($"{column} is negative")
        : amount;

    private static bool TryCount(ReadOnlySpan<char> text, int decimals, out long count) =>
        (decimals == 0 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= TokenCounts.Max)
        || TryExact(text, decimals, out count);

    private static bool TryExact(ReadOnlySpan<char> text, int decimals, out long count)
    {
        count = 0;
        if (!ExactDecimal.TryParse(text, out var number) || number.Sign < 0 || !number.TryToUnits(decimals, out var units) || units > TokenCounts.Max)
        {
            return false;
        }

        count = (long)units;
        return true;
    }
}
