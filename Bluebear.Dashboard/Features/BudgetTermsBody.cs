using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features;

/// <summary>The terms of a budget, without the wallet that receives the credits.</summary>
/// <param name="Kind">How often it funds.</param>
/// <param name="Source">The wallet that gives them. Default: the pool.</param>
/// <param name="Amount">The credits of each period; or <c>top_up_to</c>.</param>
/// <param name="TopUpTo">The balance to top up to, available and reserved together.</param>
/// <param name="StartsAt">The first period start counts from then on. Default: at once.</param>
/// <param name="EndsAt">The end (exclusive), or the last day. A one-time budget needs it.</param>
/// <param name="Day">The day of the month, 1-31; in a shorter month its last day.</param>
/// <param name="Unused">What happens to unspent credits: <c>return</c> (default), <c>keep</c>, <c>expire</c> or <c>{carry_up_to}</c>.</param>
/// <param name="AllowPartial">True to take what the source has when that is less.</param>
internal sealed record BudgetTermsBody(
    [property: Required] BudgetKind? Kind, string? Source, Credits? Amount, Credits? TopUpTo, BookBound? StartsAt, BookBound? EndsAt, long? Day,
    UnusedBody? Unused, bool? AllowPartial)
{
    /// <summary>The movement.</summary>
    /// <param name="account">The account that receives the credits.</param>
    /// <param name="source">The source, as it was named.</param>
    /// <param name="zone">The tenant's zone, for bare dates.</param>
    /// <param name="kindField">The name of the kind in the body, for the message when it is missing.</param>
    public PlanBudget ToMovement(NamedAccount account, NamedAccount? source, TimeZoneInfo zone, string kindField) =>
        new(account, source, Fields.Required(Kind, kindField))
        {
            Amount = Amount,
            TopUpTo = TopUpTo,
            StartsAt = StartsAt?.Start(zone),
            EndsAt = EndsAt?.End(zone),
            Day = BudgetDays.Of(Day),
            Unused = Unused?.Unused ?? UnusedCredits.Return,
            CarryUpTo = Unused?.CarryUpTo,
            AllowPartial = AllowPartial ?? false,
        };
}

/// <summary>What happens to unspent credits: a word, or <c>{carry_up_to}</c>.</summary>
/// <param name="Unused">The rule.</param>
/// <param name="CarryUpTo">The cap of what is carried over, or null.</param>
[JsonConverter(typeof(UnusedConverter))]
[DescribedAs(typeof(CarryBody), "return")]
internal sealed record UnusedBody(UnusedCredits Unused, Credits? CarryUpTo)
{
    private sealed class UnusedConverter : JsonConverter<UnusedBody>
    {
        private const string Wrong = "This must be \"return\", \"keep\", \"expire\" or {\"carry_up_to\": amount}.";

        public override UnusedBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString() switch
            {
                "return" => new(UnusedCredits.Return, null),
                "keep" => new(UnusedCredits.Keep, null),
                "expire" => new(UnusedCredits.Expire, null),
                _ => throw new UnreadableValueException(Wrong),
            },
            JsonTokenType.StartObject => ReadCarry(ref reader, options),
            _ => throw new UnreadableValueException(Wrong),
        };

        public override void Write(Utf8JsonWriter writer, UnusedBody value, JsonSerializerOptions options)
        {
            if (value.CarryUpTo is { } cap)
            {
                JsonSerializer.Serialize(writer, new CarryBody(cap), options);
            }
            else
            {
                writer.WriteStringValue(Ledger.Budgets.BudgetText.OfUnused(value.Unused));
            }
        }

        // Read separately, the object does not know its place in the body.
        private static UnusedBody ReadCarry(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            try
            {
                return JsonSerializer.Deserialize<CarryBody>(ref reader, options)?.CarryUpTo is { } cap
                    ? new(UnusedCredits.Carry, cap) : throw new UnreadableValueException(Wrong);
            }
            catch (JsonException problem) when (problem is not UnreadableValueException)
            {
                throw new UnreadableValueException(Wrong);
            }
        }
    }
}

/// <summary>Unspent credits are carried over up to a cap.</summary>
internal sealed record CarryBody(Credits? CarryUpTo);

/// <summary>The day of the month of a body.</summary>
internal static class BudgetDays
{
    /// <summary>The day; one that cannot be is refused by the ledger.</summary>
    public static int? Of(long? day) => day is { } sent ? (int)Math.Clamp(sent, int.MinValue, int.MaxValue) : null;
}
