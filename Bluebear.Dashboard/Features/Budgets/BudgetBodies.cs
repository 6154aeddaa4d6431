using System.ComponentModel.DataAnnotations;
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
        new BudgetTermsBody(Kind, Source, Amount, TopUpTo, StartsAt, EndsAt, Day, Unused, AllowPartial).ToMovement(account, source, zone, "kind");
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
