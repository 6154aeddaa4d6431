using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>A budget to plan.</summary>
/// <param name="Wallet">The wallet that receives the credits.</param>
/// <param name="Kind">How often it funds.</param>
/// <param name="Source">The wallet that gives them. Default: the pool.</param>
/// <param name="Amount">The credits of each period; or <c>top_up_to</c>.</param>
/// <param name="TopUpTo">The balance to top up to, available and reserved together.</param>
/// <param name="StartsAt">The first period start counts from then on. Default: at once.</param>
/// <param name="EndsAt">The end (exclusive), or the last day. A one-time budget needs it.</param>
/// <param name="Day">The day of the month, 1-31; in a shorter month its last day.</param>
/// <param name="Unused">What happens to unspent credits: <c>return</c> (default), <c>keep</c>, <c>expire</c> or <c>{carry_up_to}</c>.</param>
/// <param name="AllowPartial">True to take what the source has when that is less.</param>
internal sealed record BudgetBody(
    [property: Required] string? Wallet, [property: Required] BudgetKind? Kind, string? Source, Credits? Amount, Credits? TopUpTo,
    BookBound? StartsAt, BookBound? EndsAt, long? Day, UnusedBody? Unused, bool? AllowPartial)
{
    /// <summary>The movement.</summary>
    public PlanBudget ToMovement(NamedAccount account, NamedAccount? source, TimeZoneInfo zone) =>
        new(account, source, Fields.Required(Kind, "kind"))
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

/// <summary>When a change counts.</summary>
internal enum BudgetEffect
{
    NextPeriod,
    Now,
}

/// <summary>Changes of a budget. A missing member changes nothing.</summary>
/// <param name="Amount">The new amount. It then no longer tops up.</param>
/// <param name="TopUpTo">The new balance to top up to. It then no longer has an amount.</param>
/// <param name="EndsAt">The new end; null for none.</param>
/// <param name="Day">The new day of the month.</param>
/// <param name="Unused">The new rule for unspent credits.</param>
/// <param name="AllowPartial">The new rule for a source that is short.</param>
/// <param name="Effective">From the next period (default), or now: the difference is posted at once.</param>
internal sealed record BudgetChangeBody(
    Credits? Amount, Credits? TopUpTo, Sent<BookBound?> EndsAt, long? Day, UnusedBody? Unused, bool? AllowPartial, BudgetEffect? Effective)
{
    /// <summary>The movement.</summary>
    public ChangeBudget ToMovement(BudgetId id, TimeZoneInfo zone) => new(id, Effective == BudgetEffect.Now)
    {
        Amount = Amount,
        TopUpTo = TopUpTo,
        EndsAt = EndsAt.Value?.End(zone),
        HasNoEnd = EndsAt.IsNull,
        Day = BudgetDays.Of(Day),
        Unused = Unused?.Unused,
        CarryUpTo = Unused?.CarryUpTo,
        AllowPartial = AllowPartial,
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
