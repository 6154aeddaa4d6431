using System.Globalization;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>How the share used of a budget's window compares with the share of its time that has passed. Pure.</summary>
/// <param name="Spent">What was spent of it.</param>
/// <param name="Whole">What it got.</param>
/// <param name="StartsAt">When its window began.</param>
/// <param name="EndsAt">When its window ends.</param>
/// <param name="Now">The time.</param>
internal sealed record BudgetPace(Credits Spent, Credits Whole, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset Now)
{
    // At half as much again as an even pace it ends at two thirds of the window. Less is what working days alone can do.
    private const decimal WarnAt = 1.5m;
    private const decimal OverAt = 1.25m;
    private const decimal LeastPercent = 10;

    /// <summary>The share that was used, in percent.</summary>
    public decimal UsedPercent => Whole.IsPositive ? Spent.ToDecimal() * 100 / Whole.ToDecimal() : 0;

    /// <summary>The share of the time that has passed, in percent; above zero, at most 100.</summary>
    public decimal TimePercent => Math.Clamp((decimal)(Now - StartsAt).Ticks * 100 / Math.Max(1, (EndsAt - StartsAt).Ticks), 0.001m, 100);

    /// <summary>True if it is spent well ahead of time, and enough of it to tell.</summary>
    public bool IsAhead => UsedPercent >= LeastPercent && UsedPercent >= TimePercent * WarnAt;

    /// <summary>True if a warning remains right.</summary>
    public bool IsStillAhead => UsedPercent >= TimePercent * OverAt;

    /// <summary>It in words.</summary>
    public string Words => string.Create(
        CultureInfo.InvariantCulture, $"{UsedPercent:0.#} % of the budget is used after {TimePercent:0.#} % of the time: {AlertWords.Amount(Spent)} of {AlertWords.Amount(Whole)} cr");
}
