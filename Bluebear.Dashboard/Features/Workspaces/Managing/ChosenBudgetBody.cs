using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>The budget of a new wallet, or <c>false</c> for none.</summary>
/// <param name="Terms">The budget; null for none.</param>
[JsonConverter(typeof(ChosenBudgetConverter))]
[DescribedAs(typeof(BudgetTermsBody), OrFalse = true)]
internal sealed record ChosenBudgetBody(BudgetTermsBody? Terms)
{
    private sealed class ChosenBudgetConverter : JsonConverter<ChosenBudgetBody>
    {
        public override ChosenBudgetBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.False => new((BudgetTermsBody?)null),
            JsonTokenType.StartObject => new(ReadTerms(ref reader, options)),
            _ => throw new UnreadableValueException("This must be a budget, or false for none."),
        };

        // Read separately, the budget does not know its place in the body.
        private static BudgetTermsBody? ReadTerms(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            try
            {
                return JsonSerializer.Deserialize<BudgetTermsBody>(ref reader, options);
            }
            catch (JsonException problem) when (problem.Path is { Length: > 0 } path)
            {
                var place = $"$.budget{path[1..]}";
                throw problem is UnreadableValueException ? new UnreadableValueException(problem.Message, place)
                    : new JsonException(problem.Message, place, null, null, problem);
            }
        }

        public override void Write(Utf8JsonWriter writer, ChosenBudgetBody value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
