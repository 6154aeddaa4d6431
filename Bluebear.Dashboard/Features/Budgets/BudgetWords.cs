using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>The words for budgets on screens.</summary>
internal static class BudgetWords
{
    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Where it stands.</summary>
    public static string Of(BudgetStanding state) => state switch
    {
        BudgetStanding.Planned => "Planned",
        BudgetStanding.Active => "Active",
        BudgetStanding.Waiting => "Waiting for funds",
        BudgetStanding.Paused => "Paused",
        BudgetStanding.Ended => "Ended",
        BudgetStanding.Cancelled => "Cancelled",
    };

    /// <summary>The tone of <see cref="Of(BudgetStanding)"/>.</summary>
    public static Tone ToneOf(BudgetStanding state) => state switch
    {
        BudgetStanding.Active => Tone.Good,
        BudgetStanding.Waiting => Tone.Warning,
        BudgetStanding.Planned => Tone.Info,
        BudgetStanding.Paused or BudgetStanding.Ended or BudgetStanding.Cancelled => Tone.Neutral,
    };

    /// <summary>What each period gets: "500.00 cr", "top up to 500.00 cr".</summary>
    public static string AmountOf(Budget plan) => plan.TopUpTo is { } target ? $"top up to {target.ToDisplay()} cr" : $"{plan.Amount!.Value.ToDisplay()} cr";

    /// <summary>That a budget is above the tenant's limit.</summary>
    public static string HeldOf(string account) => $"The budget of {account} waits until a second person confirms it, on the page Requests";

    /// <summary>How often: "once", "monthly on day 1", "weekly on Monday".</summary>
    public static string ScheduleOf(Budget plan) => plan.Kind switch
    {
        BudgetKind.OneTime => "once",
        BudgetKind.Monthly => string.Create(CultureInfo.InvariantCulture, $"monthly on day {plan.Day}"),
        BudgetKind.Quarterly => string.Create(CultureInfo.InvariantCulture, $"every third month on day {plan.Day}"),
        BudgetKind.Weekly => $"weekly on {Weekdays[(int)plan.Anchor.DayOfWeek]}",
    };

    /// <summary>What happens to unspent credits.</summary>
    public static string UnusedOf(Budget plan) => plan.Unused switch
    {
        UnusedCredits.Return => "Unspent credits return",
        UnusedCredits.Keep => "Unspent credits are kept",
        UnusedCredits.Carry => $"Up to {plan.CarryUpTo!.Value.ToDisplay()} cr carry over",
        UnusedCredits.Expire => "Unspent credits expire",
    };

    /// <summary>Where a period stands.</summary>
    public static string Of(BudgetPeriodState state) => state switch
    {
        BudgetPeriodState.Open => "Running",
        BudgetPeriodState.Waiting => "Waiting for funds",
        BudgetPeriodState.Skipped or BudgetPeriodState.ClosedSkipped => "Skipped (Shared Pool)",
        BudgetPeriodState.Closed => "Over",
    };

    /// <summary>The days of a period: "1 Nov 2026 to 30 Nov 2026".</summary>
    public static string DaysOf(BudgetPeriod period, TimeZoneInfo zone) =>
        $"{DayText.Of(TenantDays.Of(period.StartsAt, zone))} to {DayText.Of(TenantDays.LastBefore(period.EndsAt, zone))}";

    /// <summary>What someone did to a budget, from the audit log's words for programs.</summary>
    public static string Of(BudgetEdit edit, TimeZoneInfo zone) => (edit.Before, edit.After) switch
    {
        (null, { } after) => $"Planned: {ForPeople(after, zone)}",
        ({ } before, null) => $"Cancelled: {ForPeople(before, zone)}",
        _ => $"Changed from {ForPeople(edit.Before ?? "", zone)} to {ForPeople(edit.After ?? "", zone)}",
    };

    private static string ForPeople(string line, TimeZoneInfo zone) => string.Join(", ", line.Split(", ").Select(part => part switch
    {
        "one_time" => "once",
        "return" => "unspent credits return",
        "keep" => "unspent credits are kept",
        "expire" => "unspent credits expire",
        "partial" => "also in part",
        _ when part.StartsWith("until ", StringComparison.Ordinal) && DateTimeOffset.TryParse(part[6..], CultureInfo.InvariantCulture, out var end) =>
            DayText.Through(TenantDays.LastBefore(end, zone)),
        _ when part.StartsWith("from ", StringComparison.Ordinal) && DateTimeOffset.TryParse(part[5..], CultureInfo.InvariantCulture, out var start) =>
            $"from {DayText.Of(TenantDays.Of(start, zone))}",
        _ => part,
    }));

    /// <summary>A share as whole percent, cut: only all of it is 100 %.</summary>
    public static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100)} %");
}
