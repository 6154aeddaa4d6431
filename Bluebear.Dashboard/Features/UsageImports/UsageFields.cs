using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A field that cannot be used. Its text becomes the line's reason.</summary>
internal sealed class FieldException(string reason) : Exception(reason);

/// <summary>Reads the fields that the formats share. Reasons name the column and never repeat text of the file.</summary>
internal static class UsageFields
{
    /// <summary>When it occurred.</summary>
    /// <exception cref="FieldException">It is missing or not an instant.</exception>
    public static DateTimeOffset Instant(string? text, string column) =>
        text is null ? throw new FieldException($"{column} is missing")
        : ImportedInstant.TryParse(text, out var instant) ? instant
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

    /// <summary>A number of tokens, or null.</summary>
    /// <exception cref="FieldException">It is not a whole number of 0 or more.</exception>
    public static long? Tokens(string? text, string column) =>
        text is null ? null
        : long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= TokenCounts.Max ? count
        : throw new FieldException($"{column} is not a whole number from 0 to {TokenCounts.Max}");

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

        var problem = CreditsParser.TryParse(text.Trim(), out var amount);
        return problem switch
        {
            CreditsProblem.None when amount.IsNegative => throw new FieldException($"{column} is negative"),
            CreditsProblem.None => amount,
            CreditsProblem.TooManyDecimals => throw new FieldException($"{column} has more than {Credits.Decimals} decimals"),
            CreditsProblem.OutOfRange => throw new FieldException($"{column} is too large: at most {LedgerBounds.MaxAmount}"),
            CreditsProblem.Empty or CreditsProblem.NotANumber => throw new FieldException($"{column} is not a plain decimal number"),
        };
    }

    /// <summary>An amount of money of any precision, or null.</summary>
    /// <exception cref="FieldException">It is negative or not a number.</exception>
    public static ExactDecimal? Money(string? text, string column) =>
        text is null ? null
        : !ExactDecimal.TryParse(text.AsSpan().Trim(), out var amount) ? throw new FieldException($"{column} is not a number")
        : amount.Sign < 0 ? throw new FieldException($"{column} is negative")
        : amount;
}
