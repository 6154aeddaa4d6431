using System.Globalization;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features;

/// <summary>The terms of a budget while they are typed.</summary>
public sealed record BudgetDraft
{
    private const int LastDayOfMonth = 31;

    /// <summary>How often it funds.</summary>
    public BudgetKind Kind { get; init; } = BudgetKind.Monthly;

    /// <summary>True to top up to the amount instead of adding it.</summary>
    public bool IsTarget { get; init; }

    /// <summary>The amount, or null while there is none.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The first day as the box gives it, or empty for "at once".</summary>
    public string Starts { get; init; } = "";

    /// <summary>The last day as the box gives it, or empty for none.</summary>
    public string Ends { get; init; } = "";

    /// <summary>The day of the month as typed, or empty for the day of the start.</summary>
    public string Day { get; init; } = "";

    /// <summary>What happens to unspent credits.</summary>
    public UnusedCredits Unused { get; init; } = UnusedCredits.Return;

    /// <summary>The cap of what carries over.</summary>
    public Credits? CarryUpTo { get; init; }

    /// <summary>True to take what the source has when that is less.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>The draft of a budget that is to be changed.</summary>
    public static BudgetDraft Of(Budget plan, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new()
        {
            Kind = plan.Kind,
            IsTarget = plan.TopUpTo is not null,
            Amount = plan.Amount ?? plan.TopUpTo,
            Ends = plan.EndsAt is { } end ? BookBound.OfDay(TenantDays.LastBefore(end, zone)).ToString() : "",
            Day = plan.Day.ToString(CultureInfo.InvariantCulture),
            Unused = plan.Unused,
            CarryUpTo = plan.CarryUpTo,
            AllowPartial = plan.AllowPartial,
        };
    }

    /// <summary>The draft of what a rule plans.</summary>
    public static BudgetDraft Of(PlanBudget rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new()
        {
            Kind = rule.Kind,
            IsTarget = rule.TopUpTo is not null,
            Amount = rule.Amount ?? rule.TopUpTo,
            Day = rule.Day?.ToString(CultureInfo.InvariantCulture) ?? "",
            Unused = rule.Unused,
            CarryUpTo = rule.CarryUpTo,
            AllowPartial = rule.AllowPartial,
        };
    }

    /// <summary>Whether a day of the month counts.</summary>
    public bool HasDay => Kind is BudgetKind.Monthly or BudgetKind.Quarterly;

    /// <summary>What is wrong with the first day, or null.</summary>
    public string? StartsProblem => Starts.Length == 0 || BookBound.TryParse(Starts, out _) ? null : "This is not a day. Write it like 2026-12-31.";

    /// <summary>What is wrong with the last day, or null.</summary>
    public string? EndsProblem => Ends.Length == 0 ? null
        : !BookBound.TryParse(Ends, out var last) ? "This is not a day. Write it like 2026-12-31."
        : BookBound.TryParse(Starts, out var first) && last.IsBefore(first) ? "This is before the start." : null;

    /// <summary>What is wrong with the day of the month, or null.</summary>
    public string? DayProblem => !HasDay || Day.Trim().Length == 0 || DayOfMonth is >= 1 and <= LastDayOfMonth ? null : "This must be a day of the month, 1 to 31.";

    /// <summary>True once it can be planned.</summary>
    public bool IsComplete => Amount is { IsPositive: true } && StartsProblem is null && EndsProblem is null && DayProblem is null
        && (Kind != BudgetKind.OneTime || Ends.Length > 0) && (Unused != UnusedCredits.Carry || CarryUpTo is { IsNegative: false });

    /// <summary>The movement that plans it.</summary>
    public PlanBudget ToPlan(AccountId account, AccountId? source, TimeZoneInfo zone) => new(account, source is { } from ? from : null, Kind)
    {
        Amount = IsTarget ? null : Amount,
        TopUpTo = IsTarget ? Amount : null,
        StartsAt = BookBound.TryParse(Starts, out var first) ? first.Start(zone) : null,
        EndsAt = EndOf(zone),
        Day = HasDay ? DayOfMonth : null,
        Unused = Unused,
        CarryUpTo = Unused == UnusedCredits.Carry ? CarryUpTo : null,
        AllowPartial = AllowPartial,
    };

    /// <summary>The rule that plans it for new workspaces of an organization, or of the company for none.</summary>
    public PlanBudget ToRule(AccountId organization) => (this with { Starts = "", Ends = "" }).ToPlan(organization, null, TimeZoneInfo.Utc);

    /// <summary>The movement that changes a budget to it.</summary>
    public ChangeBudget ToChange(Budget plan, bool isNow, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan.Id, isNow)
        {
            Amount = IsTarget ? null : Amount,
            TopUpTo = IsTarget ? Amount : null,
            EndsAt = EndOf(zone) is { } end && end != plan.EndsAt ? end : null,
            HasNoEnd = Ends.Length == 0 && plan.EndsAt is not null,
            Day = HasDay && DayOfMonth != plan.Day ? DayOfMonth : null,
            Unused = Unused,
            CarryUpTo = Unused == UnusedCredits.Carry ? CarryUpTo : null,
            AllowPartial = AllowPartial,
        };
    }

    private int? DayOfMonth => int.TryParse(Day.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : null;

    private DateTimeOffset? EndOf(TimeZoneInfo zone) => BookBound.TryParse(Ends, out var last) ? last.End(zone) : null;
}
