using System.Text.Json.Serialization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>The prices of a model for some of its requests, as bodies and answers name them. What is not there has no price of its own.</summary>
internal record PriceMembers
{
    [JsonConstructor]
    public PriceMembers()
    {
    }

    /// <summary>The members of the prices by part.</summary>
    protected PriceMembers(Func<PricePart, UnitPrice?> price)
    {
        InputPerMillion = PriceFigure.Of(price(PricePart.Input));
        CachedInputPerMillion = PriceFigure.Of(price(PricePart.CachedInput));
        OutputPerMillion = PriceFigure.Of(price(PricePart.Output));
        CacheWritePerMillion = PriceFigure.Of(price(PricePart.CacheWrite));
        CacheWriteOneHourPerMillion = PriceFigure.Of(price(PricePart.CacheWriteOneHour));
        ReasoningPerMillion = PriceFigure.Of(price(PricePart.Reasoning));
        AudioInputPerMillion = PriceFigure.Of(price(PricePart.AudioInput));
        AudioOutputPerMillion = PriceFigure.Of(price(PricePart.AudioOutput));
        ImageInputPerMillion = PriceFigure.Of(price(PricePart.ImageInput));
        ImageOutputPerMillion = PriceFigure.Of(price(PricePart.ImageOutput));
        PerImage = FeeFigure.Of(price(PricePart.Image));
        PerRequest = FeeFigure.Of(price(PricePart.Request));
        PerQuery = FeeFigure.Of(price(PricePart.Query));
        PerSecond = FeeFigure.Of(price(PricePart.Second));
        PerCharacter = FeeFigure.Of(price(PricePart.Character));
    }

    /// <summary>Credits for a million input tokens. Needed unless the model has a fee.</summary>
    public PriceFigure? InputPerMillion { get; init; }

    /// <summary>Credits for a million input tokens read from a cache. Default: the input price.</summary>
    public PriceFigure? CachedInputPerMillion { get; init; }

    /// <summary>Credits for a million output tokens. Needed unless the model has a fee.</summary>
    public PriceFigure? OutputPerMillion { get; init; }

    /// <summary>Credits for a million input tokens written to a cache. Default: the input price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? CacheWritePerMillion { get; init; }

    /// <summary>Credits for a million input tokens written to a cache for an hour. Default: the price of other cache writes.</summary>
    [JsonPropertyName("cache_write_1h_per_million"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? CacheWriteOneHourPerMillion { get; init; }

    /// <summary>Credits for a million output tokens used to think. Default: the output price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? ReasoningPerMillion { get; init; }

    /// <summary>Credits for a million audio tokens of the input. Default: the input price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? AudioInputPerMillion { get; init; }

    /// <summary>Credits for a million audio tokens of the output. Default: the output price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? AudioOutputPerMillion { get; init; }

    /// <summary>Credits for a million image tokens of the input. Default: the input price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? ImageInputPerMillion { get; init; }

    /// <summary>Credits for a million image tokens of the output. Default: the output price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceFigure? ImageOutputPerMillion { get; init; }

    /// <summary>Credits for an image. Default: none, as with every fee.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeeFigure? PerImage { get; init; }

    /// <summary>Credits for a request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeeFigure? PerRequest { get; init; }

    /// <summary>Credits for a query.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeeFigure? PerQuery { get; init; }

    /// <summary>Credits for a second of audio or video.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeeFigure? PerSecond { get; init; }

    /// <summary>Credits for a character.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeeFigure? PerCharacter { get; init; }

    /// <summary>The prices that are there, by part.</summary>
    internal IEnumerable<(PricePart Part, UnitPrice Price)> Prices()
    {
        (PricePart Part, UnitPrice? Price)[] all =
        [
            (PricePart.Input, InputPerMillion?.Price), (PricePart.CachedInput, CachedInputPerMillion?.Price), (PricePart.Output, OutputPerMillion?.Price),
            (PricePart.CacheWrite, CacheWritePerMillion?.Price), (PricePart.CacheWriteOneHour, CacheWriteOneHourPerMillion?.Price),
            (PricePart.Reasoning, ReasoningPerMillion?.Price), (PricePart.AudioInput, AudioInputPerMillion?.Price),
            (PricePart.AudioOutput, AudioOutputPerMillion?.Price), (PricePart.ImageInput, ImageInputPerMillion?.Price),
            (PricePart.ImageOutput, ImageOutputPerMillion?.Price), (PricePart.Image, PerImage?.Price), (PricePart.Request, PerRequest?.Price),
            (PricePart.Query, PerQuery?.Price), (PricePart.Second, PerSecond?.Price), (PricePart.Character, PerCharacter?.Price),
        ];
        return all.Where(static part => part.Price is not null).Select(static part => (part.Part, part.Price!.Value));
    }
}

/// <summary>The prices of a service tier, or of requests with many input tokens, where they differ.</summary>
internal sealed record PriceTierMembers : PriceMembers
{
    [JsonConstructor]
    public PriceTierMembers()
    {
    }

    private PriceTierMembers(Func<PricePart, UnitPrice?> price)
        : base(price)
    {
    }

    /// <summary>The service tier: standard (the default), batch, flex or priority.</summary>
    public string? Tier { get; init; }

    /// <summary>They count for requests with more input tokens than this. Default: for all.</summary>
    public long? AboveInputTokens { get; init; }

    /// <summary>The further prices of a model, by tier and threshold.</summary>
    public static IReadOnlyList<PriceTierMembers> Of(ModelPrice price) =>
    [
        .. price.Parts.Where(static part => part.Tier != ServiceTier.Standard || part.AboveInputTokens > 0)
            .GroupBy(static part => (part.Tier, part.AboveInputTokens))
            .Select(static group => new PriceTierMembers(part => group.FirstOrDefault(own => own.Part == part)?.Price)
            {
                Tier = ServiceTierText.Of(group.Key.Tier),
                AboveInputTokens = group.Key.AboveInputTokens == 0 ? null : group.Key.AboveInputTokens,
            }),
    ];
}
