using System.Text.Json;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features;

/// <summary>A budget above the tenant's limit, as it was drafted: to be planned, or changed, once a second person confirms it.</summary>
public sealed class RequestedBudget
{
    private RequestedBudget(BudgetTerms terms) => Terms = terms;

    /// <summary>The terms. Of a change, null keeps a part as it is.</summary>
    public BudgetTerms Terms { get; }

    /// <summary>The budget that is to be changed; null to plan one.</summary>
    public BudgetId? Budget => Terms.Budget is { } id ? new(id) : null;

    /// <summary>A budget to plan.</summary>
    public static RequestedBudget Of(PlanBudget plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(new()
        {
            Kind = plan.Kind,
            Amount = plan.Amount?.MicroCredits,
            TopUpTo = plan.TopUpTo?.MicroCredits,
            StartsAt = plan.StartsAt,
            EndsAt = plan.EndsAt,
            Day = plan.Day,
            Unused = plan.Unused,
            CarryUpTo = plan.CarryUpTo?.MicroCredits,
            AllowPartial = plan.AllowPartial,
        });
    }

    /// <summary>A change of a budget.</summary>
    public static RequestedBudget Of(ChangeBudget change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(new()
        {
            Budget = change.Budget.Value,
            IsNow = change.IsNow,
            Amount = change.Amount?.MicroCredits,
            TopUpTo = change.TopUpTo?.MicroCredits,
            EndsAt = change.EndsAt,
            HasNoEnd = change.HasNoEnd,
            Day = change.Day,
            Unused = change.Unused,
            CarryUpTo = change.CarryUpTo?.MicroCredits,
            AllowPartial = change.AllowPartial,
        });
    }

    /// <summary>The budget of a stored text.</summary>
    public static RequestedBudget Parse(string text) => new(JsonSerializer.Deserialize<BudgetTerms>(text) ?? throw new JsonException("No terms."));

    /// <summary>The text to store.</summary>
    public override string ToString() => JsonSerializer.Serialize(Terms);

    /// <summary>The movement that plans or changes it.</summary>
    public Movement ToMovement(AccountId account, AccountId source) => Budget is { } budget
        ? new ChangeBudget(budget, Terms.IsNow)
        {
            Amount = CreditsOf(Terms.Amount),
            TopUpTo = CreditsOf(Terms.TopUpTo),
            EndsAt = Terms.EndsAt,
            HasNoEnd = Terms.HasNoEnd,
            Day = Terms.Day,
            Unused = Terms.Unused,
            CarryUpTo = CreditsOf(Terms.CarryUpTo),
            AllowPartial = Terms.AllowPartial,
        }
        : new PlanBudget(account, source, Terms.Kind ?? throw new InvalidOperationException("A budget to plan has a kind."))
        {
            Amount = CreditsOf(Terms.Amount),
            TopUpTo = CreditsOf(Terms.TopUpTo),
            StartsAt = Terms.StartsAt,
            EndsAt = Terms.EndsAt,
            Day = Terms.Day,
            Unused = Terms.Unused ?? UnusedCredits.Return,
            CarryUpTo = CreditsOf(Terms.CarryUpTo),
            AllowPartial = Terms.AllowPartial ?? false,
        };

    private static Credits? CreditsOf(long? microCredits) => microCredits is { } amount ? Credits.FromMicroCredits(amount) : null;
}

/// <summary>The terms of a <see cref="RequestedBudget"/>, as they are stored. Amounts in micro-credits.</summary>
public sealed record BudgetTerms
{
    /// <summary>The budget to change, or null.</summary>
    public long? Budget { get; init; }

    /// <summary>Whether a change counts now.</summary>
    public bool IsNow { get; init; }

    /// <summary>How often; null for a change, which keeps it.</summary>
    public BudgetKind? Kind { get; init; }

    /// <summary>The credits of each period.</summary>
    public long? Amount { get; init; }

    /// <summary>The balance to top up to.</summary>
    public long? TopUpTo { get; init; }

    /// <summary>The start; null for at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The end (exclusive).</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether a change removes the end.</summary>
    public bool HasNoEnd { get; init; }

    /// <summary>The day of the month.</summary>
    public int? Day { get; init; }

    /// <summary>What happens to unspent credits.</summary>
    public UnusedCredits? Unused { get; init; }

    /// <summary>The cap of what carries over.</summary>
    public long? CarryUpTo { get; init; }

    /// <summary>Whether it takes what the source has when that is less.</summary>
    public bool? AllowPartial { get; init; }
}
