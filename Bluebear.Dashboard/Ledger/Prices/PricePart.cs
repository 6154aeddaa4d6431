namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>A part of a model's price. A closed set; the values are stored.</summary>
public enum PricePart
{
    /// <summary>The largest number of output tokens of a request. Not a price, but it changes with them.</summary>
    MostOutputTokens = 0,

    /// <summary>For input tokens.</summary>
    Input = 1,

    /// <summary>For input tokens read from a cache; without it the input price counts.</summary>
    CachedInput = 2,

    /// <summary>For input tokens written to a cache; without it the input price counts.</summary>
    CacheWrite = 3,

    /// <summary>For input tokens written to a cache for an hour; without it the price of other cache writes counts.</summary>
    CacheWriteOneHour = 4,

    /// <summary>For audio tokens of the input; without it the input price counts.</summary>
    AudioInput = 5,

    /// <summary>For image tokens of the input; without it the input price counts.</summary>
    ImageInput = 6,

    /// <summary>For output tokens.</summary>
    Output = 7,

    /// <summary>For output tokens used to think; without it the output price counts.</summary>
    Reasoning = 8,

    /// <summary>For audio tokens of the output; without it the output price counts.</summary>
    AudioOutput = 9,

    /// <summary>For image tokens of the output; without it the output price counts.</summary>
    ImageOutput = 10,

    /// <summary>For an image.</summary>
    Image = 11,

    /// <summary>For a request.</summary>
    Request = 12,

    /// <summary>For a query.</summary>
    Query = 13,

    /// <summary>For a second of audio or video.</summary>
    Second = 14,

    /// <summary>For a character.</summary>
    Character = 15,
}

/// <summary>What the parts of a price have in common.</summary>
public static class PricePartKinds
{
    /// <summary>The number of pieces that a price is stored for. Fees are shown for one piece, token prices for a million.</summary>
    public const int PerMillion = 1_000_000;

    /// <summary>All parts that are prices, tokens first.</summary>
    public static IReadOnlyList<PricePart> All { get; } = [.. Enum.GetValues<PricePart>().Where(static part => part != PricePart.MostOutputTokens)];

    /// <summary>True for a price of tokens; false for a fee for a piece (an image, a request ...).</summary>
    public static bool IsOfTokens(this PricePart part) => part is > PricePart.MostOutputTokens and < PricePart.Image;

    /// <summary>True for a price of output tokens.</summary>
    public static bool IsOfOutput(this PricePart part) => part is >= PricePart.Output and < PricePart.Image;

    /// <summary>The part whose price counts where a list has none for this one; null if there is none.</summary>
    public static PricePart? Fallback(this PricePart part) => part switch
    {
        PricePart.CachedInput or PricePart.CacheWrite or PricePart.AudioInput or PricePart.ImageInput => PricePart.Input,
        PricePart.CacheWriteOneHour => PricePart.CacheWrite,
        PricePart.Reasoning or PricePart.AudioOutput or PricePart.ImageOutput => PricePart.Output,
        _ => null,
    };
}
