using System.Text.Json;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>An entry of an external list that is not imported, and why.</summary>
/// <param name="Model">The entry's name.</param>
/// <param name="Reason">The reason for people, without a full stop: "no price for output tokens".</param>
/// <param name="IsFaulty">True for a wrong entry; false for one that has no price for tokens.</param>
public sealed record LeftOutEntry(string Model, string Reason, bool IsFaulty);

/// <summary>
/// LiteLLM's <c>model_prices_and_context_window.json</c>, converted to credits: US dollars for a token, times the rate, times a
/// million.
/// </summary>
/// <remarks>
/// Numbers are read digit by digit from the file's text, never as floating point. Of the many prices in the file only those for
/// plain tokens count: <c>input_cost_per_token</c>, <c>output_cost_per_token</c> (both required) and
/// <c>cache_read_input_token_cost</c>. Entries that would need guessing or rounding are left out with a reason.
/// </remarks>
public sealed class LiteLlmPriceList
{
    private const string SampleEntry = "sample_spec";
    private const string IsSample = "describes the format, is not a model";
    private const string NoPrices = "no price for tokens";
    private const string NoInputPrice = "no price for input tokens";
    private const string NoOutputPrice = "no price for output tokens";

    // Also part of a correct list: the sample, and models that are not sold by the token.
    private static readonly string[] Harmless = [IsSample, NoPrices, NoInputPrice, NoOutputPrice];

    private LiteLlmPriceList(IReadOnlyList<ModelPrice> prices, IReadOnlyList<LeftOutEntry> leftOut)
    {
        Prices = prices;
        LeftOut = leftOut;
    }

    /// <summary>The largest file that is read, in bytes. LiteLLM's whole list has about one million bytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The prices, each model once, in the file's order.</summary>
    public IReadOnlyList<ModelPrice> Prices { get; }

    /// <summary>The entries that were left out, in the file's order.</summary>
    public IReadOnlyList<LeftOutEntry> LeftOut { get; }

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

        var prices = new List<ModelPrice>();
        var leftOut = new List<LeftOutEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var document = Open(file);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var reason = seen.Add(entry.Name) ? TryConvert(entry, rate, validFrom, out var price) : LeftOutAsRepeated(out price);
            if (reason is null)
            {
                prices.Add(price!);
            }
            else
            {
                leftOut.Add(new(Shortened(entry.Name), reason, !Harmless.Contains(reason)));
            }
        }

        return new(prices, leftOut);
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

    private static string LeftOutAsRepeated(out ModelPrice? price)
    {
        price = null;
        return "listed twice; the first entry counts";
    }

    private static string? TryConvert(JsonProperty entry, CreditsPerUsd rate, DateTimeOffset validFrom, out ModelPrice? price)
    {
        price = null;
        if (entry.Name is SampleEntry)
        {
            return IsSample;
        }

        if (entry.Name.Length is 0 or > ModelPrice.MaxModelLength || entry.Name.Any(char.IsControl))
        {
            return $"a model's name has 1-{ModelPrice.MaxModelLength} printable characters";
        }

        if (entry.Value.ValueKind is not JsonValueKind.Object)
        {
            return "not an entry with prices";
        }

        UnitPrice? output = null;
        UnitPrice? cached = null;
        var reason = TryReadPrice(entry.Value, "input_cost_per_token", "input tokens", rate, out var input)
            ?? TryReadPrice(entry.Value, "output_cost_per_token", "output tokens", rate, out output)
            ?? TryReadPrice(entry.Value, "cache_read_input_token_cost", "cached input tokens", rate, out cached);
        if (reason is not null)
        {
            return reason;
        }

        if (input is null || output is null)
        {
            return (input, output) switch
            {
                (null, null) => NoPrices,
                (null, _) => NoInputPrice,
                _ => NoOutputPrice,
            };
        }

        price = new(entry.Name, input.Value, cached, output.Value, validFrom, MaxOutputTokens(entry.Value));
        return null;
    }

    private static string? TryReadPrice(JsonElement entry, string property, string tokens, CreditsPerUsd rate, out UnitPrice? price)
    {
        price = null;
        if (!entry.TryGetProperty(property, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || !ExactDecimal.TryParse(value.GetRawText(), out var usdPerToken))
        {
            return $"the price for {tokens} is not a number";
        }

        var perMillion = usdPerToken * rate.ToExact() * ExactDecimal.From(1_000_000m);
        var problem = UnitPrice.TryCreate(perMillion, out var converted);
        price = converted;
        return problem switch
        {
            UnitPriceProblem.None => null,
            UnitPriceProblem.NotANumber => $"the price for {tokens} is not a number",
            UnitPriceProblem.Negative => $"the price for {tokens} is negative",
            UnitPriceProblem.TooManyDecimals => $"the price for {tokens} needs more than {UnitPrice.Decimals} decimals",
            UnitPriceProblem.OutOfRange => $"the price for {tokens} is too high",
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
