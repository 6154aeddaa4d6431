using System.Text.Json;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>An entry of an external list that is not imported, and why.</summary>
/// <param name="Model">The entry's name.</param>
/// <param name="Reason">The reason for people, without a full stop: "no price for output tokens".</param>
/// <param name="IsFaulty">True for a wrong entry; false for one that has no price for tokens.</param>
public sealed record LeftOutEntry(string Model, string Reason, bool IsFaulty);

/// <summary>A kind of price in an external list that is not imported.</summary>
/// <param name="Key">The list's name for it.</param>
/// <param name="Models">The number of imported models that have it.</param>
public sealed record LeftOutKey(string Key, int Models);

/// <summary>A price that was rounded.</summary>
/// <param name="Model">The model.</param>
/// <param name="Parts">The parts of its price, for people: "input tokens, output tokens".</param>
public sealed record RoundedPrice(string Model, string Parts);

/// <summary>
/// LiteLLM's <c>model_prices_and_context_window.json</c>, converted to credits: US dollars for a token or a piece, times the rate,
/// times a million.
/// </summary>
/// <remarks>
/// Numbers are read digit by digit from the file's text, never as floating point; what has more than twelve decimals after the
/// conversion is rounded, and says so. <see cref="LiteLlmKey"/> knows the keys. Entries that would need guessing are left out with
/// a reason, prices of a kind that the product does not know are counted.
/// </remarks>
public sealed class LiteLlmPriceList
{
    internal const string NoPrices = "no price for tokens";
    internal const string NoInputPrice = "no price for input tokens";
    internal const string NoOutputPrice = "no price for output tokens";
    private const string SampleEntry = "sample_spec";
    private const string IsSample = "describes the format, is not a model";

    // Also part of a correct list: the sample, and models that are not sold by the token.
    private static readonly string[] Harmless = [IsSample, NoPrices, NoInputPrice, NoOutputPrice];

    private readonly List<ModelPrice> _prices = [];
    private readonly List<LeftOutEntry> _leftOut = [];
    private readonly List<RoundedPrice> _rounded = [];
    private readonly SortedDictionary<string, int> _leftOutKeys = new(StringComparer.Ordinal);

    private LiteLlmPriceList()
    {
    }

    /// <summary>The largest file that is read, in bytes. LiteLLM's whole list has about one million bytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The prices, each model once, in the file's order.</summary>
    public IReadOnlyList<ModelPrice> Prices => _prices;

    /// <summary>The entries that were left out, in the file's order.</summary>
    public IReadOnlyList<LeftOutEntry> LeftOut => _leftOut;

    /// <summary>The prices that were rounded at the twelfth decimal, in the file's order.</summary>
    public IReadOnlyList<RoundedPrice> Rounded => _rounded;

    /// <summary>The kinds of price that were left out of imported models, by name.</summary>
    public IReadOnlyList<LeftOutKey> LeftOutKeys => [.. _leftOutKeys.Select(static key => new LeftOutKey(key.Key, key.Value))];

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">UTF-8, with or without a byte order mark.</param>
    /// <param name="rate">The tenant's rate.</param>
    /// <param name="validFrom">The start of the prices.</param>
    /// <exception cref="FormatException">The file is not a JSON object of entries, or longer than <see cref="MaxBytes"/>.</exception>
    public static LiteLlmPriceList Parse(ReadOnlyMemory<byte> file, CreditsPerUsd rate, DateTimeOffset validFrom)
    {
        if (file.Length > MaxBytes)
        {
            throw new FormatException($"The file is larger than {MaxBytes / (1024 * 1024)} MiB.");
        }

        var list = new LiteLlmPriceList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var document = Open(file);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var reason = seen.Add(entry.Name) ? list.TryAdd(entry, rate, validFrom) : "listed twice; the first entry counts";
            if (reason is not null)
            {
                list._leftOut.Add(new(Shortened(entry.Name), reason, !Harmless.Contains(reason)));
            }
        }

        return list;
    }

    private static JsonDocument Open(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file.Span.StartsWith(mark) ? file[mark.Length..] : file);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The file is not JSON: line {problem.LineNumber + 1} cannot be read.", problem);
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new FormatException("The file is not a JSON object with an entry for each model.");
    }

    private string? TryAdd(JsonProperty json, CreditsPerUsd rate, DateTimeOffset validFrom)
    {
        if (json.Name is SampleEntry)
        {
            return IsSample;
        }

        if (json.Name.Length is 0 or > ModelPrice.MaxModelLength || json.Name.Any(char.IsControl))
        {
            return $"a model's name has 1-{ModelPrice.MaxModelLength} printable characters";
        }

        if (json.Value.ValueKind is not JsonValueKind.Object)
        {
            return "not an entry with prices";
        }

        var reason = LiteLlmEntry.TryRead(json.Value, out var entry);
        if (reason is not null)
        {
            return reason;
        }

        var converted = new List<PartPrice>();
        var rounded = new List<PricePart>();
        foreach (var (place, usd) in entry.Prices)
        {
            reason = TryConvert(place.Part, usd, rate, rounded, out var price);
            if (reason is not null)
            {
                return reason;
            }

            converted.Add(new(place.Part, place.Tier, place.Above, price));
        }

        if (converted.Count > PriceParts.Max)
        {
            return $"more than {PriceParts.Max} prices";
        }

        Add(json, entry, converted, rounded, validFrom);
        return null;
    }

    private void Add(
        JsonProperty json, LiteLlmEntry entry, List<PartPrice> converted, List<PricePart> rounded, DateTimeOffset validFrom)
    {
        UnitPrice? Plain(PricePart part) => converted.Find(price => price.Part == part && IsPlain(price))?.Price;
        _prices.Add(new(json.Name, Plain(PricePart.Input), Plain(PricePart.CachedInput), Plain(PricePart.Output), validFrom, MaxOutputTokens(json.Value))
        {
            Parts = PriceParts.Of(converted.Where(static price => !IsPlain(price))),
        });
        if (rounded.Count > 0)
        {
            _rounded.Add(new(json.Name, string.Join(", ", rounded.Distinct().Order().Select(LiteLlmEntry.InWords))));
        }

        foreach (var key in entry.NotTaken)
        {
            _leftOutKeys[key] = _leftOutKeys.GetValueOrDefault(key) + 1;
        }
    }

    private static bool IsPlain(PartPrice price) => PriceParts.IsPlain(price.Part, price.Tier, price.AboveInputTokens);

    private static string? TryConvert(PricePart part, ExactDecimal usd, CreditsPerUsd rate, List<PricePart> rounded, out UnitPrice price)
    {
        var perMillion = usd * rate.ToExact() * ExactDecimal.From(1_000_000m);
        var problem = UnitPrice.TryCreate(perMillion, out price);
        if (problem == UnitPriceProblem.TooManyDecimals)
        {
            rounded.Add(part);
            problem = UnitPrice.TryRound(perMillion, out price);
        }

        return problem switch
        {
            UnitPriceProblem.None => null,
            UnitPriceProblem.OutOfRange => $"the price for {LiteLlmEntry.InWords(part)} is too high",
            _ => $"the price for {LiteLlmEntry.InWords(part)} is not a price",
        };
    }

    // "max_tokens" is the input's limit for some models, so it is not a substitute.
    private static long? MaxOutputTokens(JsonElement entry) =>
        entry.TryGetProperty("max_output_tokens", out var value) && value.ValueKind is JsonValueKind.Number
        && value.TryGetInt64(out var tokens) && tokens > 0 ? tokens : null;

    // Names from the file are shown in terminals and logs.
    private static string Shortened(string name)
    {
        var safe = string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '\uFFFD' : character));
        return name.Length <= 100 ? safe : safe + "…";
    }
}
