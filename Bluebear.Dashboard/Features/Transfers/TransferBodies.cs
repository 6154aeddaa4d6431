using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Credits from the pool, or from another wallet, to a wallet.</summary>
internal sealed record AllocateBody([property: Required] string? To, [property: Required] Credits? Amount, string? From, string? Reason, string? Reference);

/// <summary>Credits of a wallet back to the pool, or to another wallet.</summary>
internal sealed record ReclaimBody([property: Required] string? From, [property: Required] AmountOrAll? Amount, string? To, string? Reason);

/// <summary>Credits from any wallet to any other.</summary>
internal sealed record TransferBody(
    [property: Required] string? From, [property: Required] string? To, [property: Required] Credits? Amount, string? Reason);

/// <summary>A movement, and both wallets after it.</summary>
internal sealed record MovedAnswer(TransferAnswer Transfer, WalletAnswer From, WalletAnswer To);

/// <summary>An amount, or <c>"all"</c>.</summary>
/// <param name="Amount">The amount; null for everything available.</param>
[JsonConverter(typeof(AmountOrAllConverter))]
[DescribedAs(typeof(Credits), AmountOrAll.All)]
internal sealed record AmountOrAll(Credits? Amount)
{
    internal const string All = "all";

    private sealed class AmountOrAllConverter : JsonConverter<AmountOrAll>
    {
        public override AmountOrAll Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(All) ? new((Credits?)null) : new(ApiJson.ReadCredits(ref reader));

        public override void Write(Utf8JsonWriter writer, AmountOrAll value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Amount?.ToString() ?? All);
    }
}
