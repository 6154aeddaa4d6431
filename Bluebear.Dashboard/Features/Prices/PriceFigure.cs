using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Credits for a million tokens, exact to twelve decimals, from a string or a number.</summary>
[JsonConverter(typeof(PriceFigureConverter))]
[DescribedAs(typeof(string))]
internal sealed record PriceFigure(UnitPrice Price)
{
    /// <summary>The figure of a price, or null.</summary>
    public static PriceFigure? Of(UnitPrice? price) => price is { } known ? new(known) : null;

    private sealed class PriceFigureConverter : JsonConverter<PriceFigure>
    {
        public override PriceFigure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = ApiJson.ReadNumber(ref reader);
            var problem = reader.TokenType == JsonTokenType.Number && ExactDecimal.TryParse(text, out var exact)
                ? UnitPrice.TryCreate(exact, out var price) : UnitPrice.TryParse(text, out price);
            return problem == UnitPriceProblem.None ? new(price)
                : throw new UnreadableValueException("A price must be zero or above, with at most twelve decimals.");
        }

        public override void Write(Utf8JsonWriter writer, PriceFigure value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Price.ToString());
    }
}

/// <summary>Credits for a piece (an image, a request ...), exact to twelve decimals, from a string or a number.</summary>
[JsonConverter(typeof(FeeFigureConverter))]
[DescribedAs(typeof(string))]
internal sealed record FeeFigure(UnitPrice Price)
{
    /// <summary>The figure of a fee, or null.</summary>
    public static FeeFigure? Of(UnitPrice? price) => price is { } known ? new(known) : null;

    private sealed class FeeFigureConverter : JsonConverter<FeeFigure>
    {
        private const decimal PerMillion = PricePartKinds.PerMillion;

        public override FeeFigure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = ApiJson.ReadNumber(ref reader);
            var isNumber = ExactDecimal.TryParse(text, out var exact)
                && (reader.TokenType == JsonTokenType.Number || !text.AsSpan().ContainsAny('e', 'E')) && exact.TryToUnits(UnitPrice.Decimals, out _);
            return isNumber && UnitPrice.TryCreate(exact * ExactDecimal.From(PerMillion), out var price) == UnitPriceProblem.None ? new(price)
                : throw new UnreadableValueException("A fee must be zero or above and at most a million, with at most twelve decimals.");
        }

        public override void Write(Utf8JsonWriter writer, FeeFigure value, JsonSerializerOptions options) =>
            writer.WriteStringValue((value.Price.ToDecimal() / PerMillion).ToString("0.##################", CultureInfo.InvariantCulture));
    }
}
