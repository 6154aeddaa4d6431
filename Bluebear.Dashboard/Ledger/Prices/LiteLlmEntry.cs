using System.Text.Json;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The prices of one entry of LiteLLM's list, in US dollars for a token or a piece, before conversion.</summary>
internal sealed class LiteLlmEntry
{
    /// <summary>The key with prices for ranges of input tokens.</summary>
    public const string TieredPricing = "tiered_pricing";

    private readonly Dictionary<(PricePart Part, ServiceTier Tier, long Above), Candidate> _prices = [];
    private readonly HashSet<string> _notTaken = new(StringComparer.Ordinal);
    private readonly string? _mode;
    private bool _hasOtherPrice;

    private LiteLlmEntry(JsonElement entry) =>
        _mode = entry.TryGetProperty("mode", out var mode) && mode.ValueKind == JsonValueKind.String ? mode.GetString() : null;

    /// <summary>Keys with a price that is not taken, each once.</summary>
    public IReadOnlyCollection<string> NotTaken => _notTaken;

    /// <summary>The prices to take.</summary>
    public IEnumerable<((PricePart Part, ServiceTier Tier, long Above) Place, ExactDecimal Usd)> Prices =>
        _prices.Select(static price => (price.Key, price.Value.Usd));

    /// <summary>Reads an entry, and decides what its zeros and alternatives mean.</summary>
    /// <returns>The reason to leave it out, or null.</returns>
    public static string? TryRead(JsonElement json, out LiteLlmEntry entry)
    {
        entry = new(json);
        var reason = entry.ReadAll(json) ?? entry.ReadRanges(json);
        if (reason is not null)
        {
            return reason;
        }

        entry.DropZerosOfWhatIsNotSold();
        entry.DropOtherWaysOfCounting();
        entry.AddFreeOutputOfEmbeddings();
        return entry.WhatIsMissing();
    }

    /// <summary>The words for a part in messages about the list: "input tokens".</summary>
    public static string InWords(PricePart part) => part switch
    {
        PricePart.Input => "input tokens",
        PricePart.CachedInput => "cached input tokens",
        PricePart.CacheWrite => "tokens written to a cache",
        PricePart.CacheWriteOneHour => "tokens written to a cache for an hour",
        PricePart.AudioInput => "audio input tokens",
        PricePart.ImageInput => "image input tokens",
        PricePart.Output => "output tokens",
        PricePart.Reasoning => "reasoning tokens",
        PricePart.AudioOutput => "audio output tokens",
        PricePart.ImageOutput => "image output tokens",
        PricePart.Image => "an image",
        PricePart.Request => "a request",
        PricePart.Query => "a query",
        PricePart.Second => "a second",
        PricePart.Character => "a character",
        PricePart.MostOutputTokens => "the output limit",
    };

    private string? ReadAll(JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (LiteLlmKey.IsPrice(property.Name))
            {
                if (Read(property, 0) is { } reason)
                {
                    return reason;
                }
            }
            else if (LiteLlmKey.IsFactor(property.Name))
            {
                NoteNotTaken(property);
            }
        }

        return null;
    }

    // Ranges of input tokens: each range prices the whole request, like the keys with a threshold.
    private string? ReadRanges(JsonElement json)
    {
        if (!json.TryGetProperty(TieredPricing, out var ranges) || ranges.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        foreach (var range in ranges.ValueKind == JsonValueKind.Array ? ranges.EnumerateArray() : default)
        {
            if (range.ValueKind != JsonValueKind.Object || !range.TryGetProperty("range", out var bounds)
                || bounds.ValueKind != JsonValueKind.Array || bounds.GetArrayLength() == 0
                || bounds[0].ValueKind != JsonValueKind.Number || !bounds[0].TryGetInt64(out var above) || above is < 0 or > TokenCounts.Max)
            {
                return "a range of tiered_pricing has no start";
            }

            foreach (var property in range.EnumerateObject())
            {
                if (LiteLlmKey.IsPrice(property.Name) && Read(property, above) is { } reason)
                {
                    return reason;
                }
            }
        }

        return null;
    }

    private string? Read(JsonProperty property, long above)
    {
        if (!LiteLlmKey.TryParse(property.Name, out var key) || (above > 0 && (key.AboveInputTokens > 0 || !key.Part.IsOfTokens())))
        {
            NoteNotTaken(property);
            return null;
        }

        var value = property.Value;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object && key.Part == PricePart.Query)
        {
            value = PriceOfAllSizes(value);
        }

        if (value.ValueKind is not JsonValueKind.Number || !ExactDecimal.TryParse(value.GetRawText(), out var usd))
        {
            if (key.Part.IsOfTokens())
            {
                return $"the price for {InWords(key.Part)} is not a number";
            }

            // A fee that cannot be read takes nothing from the prices of the tokens.
            _notTaken.Add(property.Name);
            return null;
        }

        if (usd.Sign < 0)
        {
            return $"the price for {InWords(key.Part)} is negative";
        }

        Keep((key.Part, key.Tier, key.AboveInputTokens + above), new(usd, key.Rank, property.Name));
        return null;
    }

    private void Keep((PricePart Part, ServiceTier Tier, long Above) place, Candidate candidate)
    {
        // A fee of 0 is no fee.
        if (!place.Part.IsOfTokens() && candidate.Usd.Sign == 0)
        {
            return;
        }

        if (!_prices.TryGetValue(place, out var known))
        {
            _prices.Add(place, candidate);
            return;
        }

        var isBetter = candidate.Rank < known.Rank || (candidate.Rank == known.Rank && candidate.Usd.CompareTo(known.Usd) > 0);
        var (kept, other) = isBetter ? (candidate, known) : (known, candidate);
        _prices[place] = kept;
        if (other.Usd.Sign > 0 && other.Usd.CompareTo(kept.Usd) != 0)
        {
            _notTaken.Add(other.Key);
        }
    }

    // The price of a search may depend on how much it reads. It is taken if it does not.
    private static JsonElement PriceOfAllSizes(JsonElement sizes)
    {
        var prices = sizes.EnumerateObject().Select(static size => size.Value).ToList();
        return prices.Count > 0 && prices.TrueForAll(price => price.GetRawText() == prices[0].GetRawText()) ? prices[0] : default;
    }

    private void NoteNotTaken(JsonProperty property)
    {
        var isZero = property.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False or JsonValueKind.True
            || (property.Value.ValueKind == JsonValueKind.Number
                && ExactDecimal.TryParse(property.Value.GetRawText(), out var figure) && figure.Sign == 0);
        if (!isZero)
        {
            _notTaken.Add(property.Name);
            _hasOtherPrice |= LiteLlmKey.IsPrice(property.Name);
        }
    }

    // A list writes 0 for the tokens of what it does not sell by the token. A fee for a search does not say so: it is an extra.
    private void DropZerosOfWhatIsNotSold()
    {
        var isZero = !IsSold(PricePart.Input) && !IsSold(PricePart.Output);
        if (isZero && (_hasOtherPrice || _prices.Any(static price => price.Value.Usd.Sign > 0 && price.Value.Key != LiteLlmKey.SearchFee)))
        {
            foreach (var place in _prices.Where(static price => price.Value.Usd.Sign == 0).Select(static price => price.Key).ToList())
            {
                _prices.Remove(place);
            }
        }
    }

    // Seconds and characters of what is sold by the token are the same use, counted in another way.
    private void DropOtherWaysOfCounting()
    {
        if (!IsSold(PricePart.Input) && !IsSold(PricePart.Output))
        {
            return;
        }

        foreach (var (place, price) in _prices.Where(static price => price.Key.Part is PricePart.Second or PricePart.Character).ToList())
        {
            _prices.Remove(place);
            _notTaken.Add(price.Key);
        }
    }

    private void AddFreeOutputOfEmbeddings()
    {
        if (_mode == "embedding" && Has(PricePart.Input) && !Has(PricePart.Output))
        {
            _prices.Add((PricePart.Output, ServiceTier.Standard, 0), new(default, 0, "mode"));
        }
    }

    private string? WhatIsMissing()
    {
        var hasFee = _prices.Keys.Any(static place => !place.Part.IsOfTokens());
        var hasInput = _prices.Keys.Any(static place => place.Part.IsOfTokens() && !place.Part.IsOfOutput());
        var hasOutput = _prices.Keys.Any(static place => place.Part.IsOfOutput());
        return hasFee || (hasInput && hasOutput) ? null
            : hasInput ? LiteLlmPriceList.NoOutputPrice
            : hasOutput ? LiteLlmPriceList.NoInputPrice
            : LiteLlmPriceList.NoPrices;
    }

    private bool Has(PricePart part) => _prices.ContainsKey((part, ServiceTier.Standard, 0));

    private bool IsSold(PricePart part) => _prices.TryGetValue((part, ServiceTier.Standard, 0), out var price) && price.Usd.Sign > 0;

    private readonly record struct Candidate(ExactDecimal Usd, int Rank, string Key);
}
