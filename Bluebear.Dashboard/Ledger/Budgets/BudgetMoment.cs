using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>When something happens to a budget, and whether it happens by itself.</summary>
/// <param name="At">The instant.</param>
/// <param name="IsDue">True if it fell due then; false if an operation does it now.</param>
internal readonly record struct BudgetMoment(DateTimeOffset At, bool IsDue)
{
    /// <summary>It fell due.</summary>
    public static BudgetMoment Due(DateTimeOffset at) => new(at, true);

    /// <summary>The operation that is being decided does it.</summary>
    public static BudgetMoment Now(Draft draft) => new(draft.Now, false);

    /// <summary>The instant if it fell due, otherwise null.</summary>
    public DateTimeOffset? DueAt => IsDue ? At : null;

    /// <summary>The reason of its transfers.</summary>
    public OwnReason Why(TransferCause cause, BudgetKind kind) => OwnReason.OfBudget(cause, kind, IsDue);
}
