using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Prices as people read and write them.</summary>
internal static class PriceText
{
    private const int LeastDecimals = 2;

    /// <summary>How many decimals a column needs so that each of its prices is exact.</summary>
    public static int DecimalsFor(IEnumerable<UnitPrice?> prices) => prices
        .Select(price => price is { } known ? known.ToDecimal().ToString("0.############", CultureInfo.InvariantCulture) : "")
        .Select(text => text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0)
        .Append(LeastDecimals)
        .Max();

    /// <summary>A price with that many decimals; a dash where there is none.</summary>
    public static string Of(UnitPrice? price, int decimals) =>
        price?.ToDecimal().ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "–";

    /// <summary>What a part of a price is called.</summary>
    public static string Of(PricePart part) => part switch
    {
        PricePart.Input => "Input",
        PricePart.CachedInput => "Cached input",
        PricePart.Output => "Output",
        PricePart.MostOutputTokens => "Most output tokens",
    };

    /// <summary>A part of a price, exactly; "none" where there is none.</summary>
    public static string Of(PricePart part, decimal? value) => value is not { } known ? "none"
        : known.ToString(part == PricePart.MostOutputTokens ? "#,##0" : "#,##0.00##########", CultureInfo.InvariantCulture);

    /// <summary>"Cached input 12.50 -> none, Output 1,000.00 -> 900.00": every part that changes.</summary>
    public static string Of(PriceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return string.Join(", ", change.Parts.Select(part => $"{Of(part.Part)} {Of(part.Part, part.Before)} -> {Of(part.Part, part.After)}"));
    }

    /// <summary>What is wrong with a price as typed, or null. Thousands may be separated by commas.</summary>
    public static string? TryRead(string text, out UnitPrice price) => UnitPrice.TryParse(Plain(text), out price) switch
    {
        UnitPriceProblem.None => null,
        UnitPriceProblem.NotANumber when text.Length == 0 => "Enter a price.",
        UnitPriceProblem.NotANumber => "This is not a number. Write it like 2.50.",
        UnitPriceProblem.Negative => "A price is never negative.",
        UnitPriceProblem.TooManyDecimals => "A price has at most twelve decimal places.",
        UnitPriceProblem.OutOfRange => "This is more than a price can be.",
    };

    /// <summary>What is wrong with an optional price as typed, or null; nothing typed is no price.</summary>
    public static string? TryReadOptional(string text, out UnitPrice? price)
    {
        price = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var problem = TryRead(text, out var read);
        price = read;
        return problem;
    }

    /// <summary>What is wrong with a rate as typed, or null.</summary>
    public static string? TryReadRate(string text, out CreditsPerUsd rate) => CreditsPerUsd.TryParse(Plain(text), out rate)
        ? null
        : $"Enter a number above 0 with at most {CreditsPerUsd.Decimals} decimals.";

    /// <summary>What is wrong with an optional count of tokens as typed, or null.</summary>
    public static string? TryReadTokens(string text, out long? tokens)
    {
        tokens = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var isNumber = long.TryParse(Plain(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
        tokens = isNumber ? count : null;
        return isNumber ? null : "Enter a whole number above 0.";
    }

    /// <summary>What is wrong with an optional day as typed, or null.</summary>
    public static string? TryReadDay(string text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var isDay = DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && read.Year is > 1970 and < 9999;
        day = isDay ? read : null;
        return isDay ? null : "Enter a day like 2026-01-31.";
    }

    // Commas only where thousands end: "1,5" is refused, not taken for 15.
    private static string Plain(string text)
    {
        var trimmed = text.Trim();
        var groups = trimmed.Split('.')[0].Split(',');
        return groups.Length > 1 && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            ? trimmed.Replace(",", "", StringComparison.Ordinal)
            : trimmed;
    }
}
