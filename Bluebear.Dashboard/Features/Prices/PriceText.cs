using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Formats and reads prices for people.</summary>
internal static class PriceText
{
    private const int LeastDecimals = 2;

    /// <summary>The number of decimals that a column needs to show each of its prices exactly.</summary>
    public static int DecimalsFor(IEnumerable<UnitPrice?> prices) => prices
        .Select(price => price is { } known ? known.ToDecimal().ToString("0.############", CultureInfo.InvariantCulture) : "")
        .Select(text => text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0)
        .Append(LeastDecimals)
        .Max();

    /// <summary>A price with that many decimals; a dash if there is none.</summary>
    public static string Of(UnitPrice? price, int decimals) =>
        price?.ToDecimal().ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A rate in words: "1 US dollar = 100 credits".</summary>
    public static string Of(CreditsPerUsd rate) => $"1 US dollar = {rate} {(rate == CreditsPerUsd.One ? "credit" : "credits")}";

    /// <summary>The name of a part of a price.</summary>
    public static string Of(PricePart part) => part switch
    {
        PricePart.Input => "Input",
        PricePart.CachedInput => "Cached input",
        PricePart.CacheWrite => "Cache write",
        PricePart.CacheWriteOneHour => "Cache write (1 h)",
        PricePart.AudioInput => "Audio input",
        PricePart.ImageInput => "Image input",
        PricePart.Output => "Output",
        PricePart.Reasoning => "Reasoning",
        PricePart.AudioOutput => "Audio output",
        PricePart.ImageOutput => "Image output",
        PricePart.Image => "Per image",
        PricePart.Request => "Per request",
        PricePart.Query => "Per query",
        PricePart.Second => "Per second",
        PricePart.Character => "Per character",
        PricePart.MostOutputTokens => "Output limit",
    };

    /// <summary>The name of a part with the requests to which it applies: "Input, batch, above 200,000 input tokens".</summary>
    public static string Of(PricePart part, ServiceTier tier, long aboveInputTokens) => Of(part)
        + (tier == ServiceTier.Standard ? "" : $", {ServiceTierText.Of(tier)}")
        + (aboveInputTokens == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", above {aboveInputTokens:#,##0} input tokens"));

    /// <summary>"+ 3 more parts": what the columns of a table do not show; null for nothing.</summary>
    public static string? MoreOf(ModelPrice price) => price.Parts.Count switch
    {
        0 => null,
        1 => "+ 1 more part",
        var count => $"+ {count} more parts",
    };

    /// <summary>
    /// The parts that the columns of a table do not show, a line for each tier and threshold: "Batch: Input 1.50 · Output 7.50".
    /// </summary>
    public static IReadOnlyList<string> FurtherOf(ModelPrice price) =>
    [
        .. price.Parts.GroupBy(static part => (part.Tier, part.AboveInputTokens)).Select(static group =>
            HeadOf(group.Key.Tier, group.Key.AboveInputTokens)
            + string.Join(" · ", group.Select(static part => $"{Of(part.Part)} {Of(part.Part, part.Price.ToDecimal())}"))),
    ];

    /// <summary>A part of a price, exactly: credits for a million tokens or for one piece; "none" if there is none.</summary>
    public static string Of(PricePart part, decimal? value) => value is not { } known ? "none"
        : part == PricePart.MostOutputTokens ? known.ToString("#,##0", CultureInfo.InvariantCulture)
        : (part.IsOfTokens() ? known : known / PricePartKinds.PerMillion).ToString("#,##0.00################", CultureInfo.InvariantCulture);

    /// <summary>"Cached input 12.50 -> none, Output 1,000.00 -> 900.00": all parts that change.</summary>
    public static string Of(PriceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return string.Join(", ", change.Parts.Select(part =>
            $"{Of(part.Part, part.Tier, part.AboveInputTokens)} {Of(part.Part, part.Before)} -> {Of(part.Part, part.After)}"));
    }

    /// <summary>"Input 0.15 -> 15,000.00: above 1,000 US dollars for a million": why a price is not taken.</summary>
    public static string Of(JumpingPart jump)
    {
        ArgumentNullException.ThrowIfNull(jump);
        var (part, reason) = (jump.Part, jump.Reason switch
        {
            PriceJumpReason.AboveBound when !jump.Part.Part.IsOfTokens() => $"above {PriceJumps.MostUsdPerPiece} US dollars for a piece",
            PriceJumpReason.AboveBound => string.Create(CultureInfo.InvariantCulture, $"above {PriceJumps.MostUsdPerMillion:#,##0} US dollars for a million"),
            PriceJumpReason.ManyTimes => $"more than {PriceJumps.MostTimes} times the price before",
        });
        return $"{Of(part.Part, part.Tier, part.AboveInputTokens)} {Of(part.Part, part.Before)} -> {Of(part.Part, part.After)}: {reason}";
    }

    /// <summary>What is wrong with a typed price, or null. Thousands may be separated by commas.</summary>
    public static string? TryRead(string text, out UnitPrice price) => UnitPrice.TryParse(Plain(text), out price) switch
    {
        UnitPriceProblem.None => null,
        UnitPriceProblem.NotANumber when text.Length == 0 => "Enter a price.",
        UnitPriceProblem.NotANumber => "This is not a number. Write it like 2.50.",
        UnitPriceProblem.Negative => "A price cannot be negative.",
        UnitPriceProblem.TooManyDecimals => "A price has at most twelve decimal places.",
        UnitPriceProblem.OutOfRange => "This price is too high.",
    };

    /// <summary>What is wrong with a typed optional price, or null. An empty text means no price.</summary>
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

    /// <summary>What is wrong with a typed rate, or null.</summary>
    public static string? TryReadRate(string text, out CreditsPerUsd rate) => CreditsPerUsd.TryParse(Plain(text), out rate)
        ? null
        : $"Enter a number above 0 with at most {CreditsPerUsd.Decimals} decimals.";

    /// <summary>What is wrong with a typed optional number of tokens, or null.</summary>
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

    /// <summary>What is wrong with a typed optional day, or null.</summary>
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

    private static string HeadOf(ServiceTier tier, long above)
    {
        string[] parts =
        [
            .. tier == ServiceTier.Standard ? (string[])[] : [ServiceTierText.Of(tier)],
            .. above == 0 ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"above {above:#,##0} input tokens")],
        ];
        var head = string.Join(", ", parts);
        return head.Length == 0 ? "" : $"{char.ToUpperInvariant(head[0])}{head[1..]}: ";
    }

    // Commas only between thousands: "1,5" is refused and not read as 15.
    private static string Plain(string text)
    {
        var trimmed = text.Trim();
        var groups = trimmed.Split('.')[0].Split(',');
        return groups.Length > 1 && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            ? trimmed.Replace(",", "", StringComparison.Ordinal)
            : trimmed;
    }
}
