using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>How bodies are read and answers written: snake_case, exact amounts, strict values (contract.md, HTTP API).</summary>
internal static partial class ApiJson
{
    private const int MaxDepth = 16;

    /// <summary>Sets the options.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        // A misspelt member must not be ignored: "workspce" would charge another account.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new CreditsConverter());
        options.Converters.Add(new WholeNumberConverter());
        options.Converters.Add(new InstantText());
        options.Converters.Add(new BoundConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    /// <summary>Reads a decimal from a string or a number, digit by digit.</summary>
    public static string ReadNumber(ref Utf8JsonReader reader) => TryReadNumber(ref reader, out var text) ? text
        : throw new UnreadableValueException("This must be a decimal, as a string or a number.");

    /// <summary>Reads an amount of credits, exactly.</summary>
    public static Credits ReadCredits(ref Utf8JsonReader reader) =>
        TryReadCredits(ref reader, out var amount) is { } problem ? throw new UnreadableValueException(problem) : amount;

    private static bool TryReadNumber(ref Utf8JsonReader reader, out string text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.ASCII.GetString(
                reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
            _ => "",
        };
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
    }

    // Returns what is wrong, or null.
    private static string? TryReadCredits(ref Utf8JsonReader reader, out Credits amount)
    {
        amount = default;
        if (!TryReadNumber(ref reader, out var text))
        {
            return "This must be a decimal, as a string or a number.";
        }

        // A number may have an exponent, because some JSON writers use one: 1e3. A string must be a plain decimal.
        var problem = reader.TokenType == JsonTokenType.Number && text.AsSpan().ContainsAny('e', 'E')
            ? ExactDecimal.TryParse(text, out var exact) ? TryFromExact(exact, out amount) : CreditsProblem.OutOfRange
            : CreditsParser.TryParse(text, out amount);
        return problem switch
        {
            CreditsProblem.None => null,
            CreditsProblem.TooManyDecimals => "This has too many decimals: credits have at most six.",
            CreditsProblem.OutOfRange => LedgerBounds.TooMuch,
            _ => "This is not an amount of credits: write it like \"1250.5\".",
        };
    }

    private static CreditsProblem TryFromExact(ExactDecimal exact, out Credits amount)
    {
        amount = default;
        if (!exact.TryToUnits(Credits.Decimals, out var units))
        {
            return CreditsProblem.TooManyDecimals;
        }

        if (units > LedgerBounds.MaxAmount.MicroCredits || units < -LedgerBounds.MaxAmount.MicroCredits)
        {
            return CreditsProblem.OutOfRange;
        }

        amount = Credits.FromMicroCredits((long)units);
        return CreditsProblem.None;
    }

    private sealed class CreditsConverter : JsonConverter<Credits>, IValueCheck
    {
        public string? ProblemOf(ref Utf8JsonReader reader) => TryReadCredits(ref reader, out _);

        public override Credits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadCredits(ref reader);

        public override void Write(Utf8JsonWriter writer, Credits value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    // Numbers that went through Python's floating point come as 1000.0, and are whole all the same.
    private sealed class WholeNumberConverter : JsonConverter<long>, IValueCheck
    {
        private const string NotWhole = "This must be a whole number.";

        public string? ProblemOf(ref Utf8JsonReader reader) => TryRead(ref reader, out _) ? null : NotWhole;

        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryRead(ref reader, out var number) ? number : throw new UnreadableValueException(NotWhole);

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

        private static bool TryRead(ref Utf8JsonReader reader, out long number)
        {
            number = 0;
            if (reader.TokenType != JsonTokenType.Number || reader.TryGetInt64(out number))
            {
                return reader.TokenType == JsonTokenType.Number;
            }

            if (!TryReadNumber(ref reader, out var text) || !ExactDecimal.TryParse(text, out var exact)
                || !exact.TryToUnits(0, out var whole) || whole < long.MinValue || whole > long.MaxValue)
            {
                return false;
            }

            number = (long)whole;
            return true;
        }
    }

    private sealed class BoundConverter : JsonConverter<BookBound>
    {
        public override BookBound Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && BookBound.TryParse(reader.GetString(), out var bound) ? bound
                : throw new UnreadableValueException("This is neither a day like 2026-01-31 nor an instant like 2026-01-31T09:00:00Z.");

        public override void Write(Utf8JsonWriter writer, BookBound value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed partial class InstantText : JsonConverter<DateTimeOffset>, IValueCheck
    {
        private const int FirstYear = 1970;
        private const int LastYear = 9998;

        public string? ProblemOf(ref Utf8JsonReader reader) => TryRead(ref reader, out _)
            ? null : "This is not an instant: write it like 2026-01-31T09:00:00Z.";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryRead(ref reader, out var instant) ? Instants.Truncate(instant) : throw new UnreadableValueException(ProblemOf(ref reader)!);

        private static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset instant)
        {
            instant = default;
            return reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && Rfc3339().IsMatch(text)
                && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out instant)
                && instant.UtcDateTime.Year is >= FirstYear and <= LastYear;
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));

        [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
        private static partial Regex Rfc3339();
    }
}
