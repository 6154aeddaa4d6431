using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Budgets;

/// <summary>Ends a budget early. What is unspent returns, expires or stays, as the budget says of its end.</summary>
/// <param name="Budget">The budget. Nothing happens if it is over.</param>
/// <remarks>Refuses with <see cref="RefusalReason.BudgetNotFound"/>.</remarks>
public sealed record CancelBudget(BudgetId Budget) : Movement
{
    /// <summary>The audit log's name for it.</summary>
    public const string Cancelled = "budget.cancelled";

    internal override string Code => "budget.cancel";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer) => writer.Add(Budget.Value);

    internal override BudgetId? ResultBudget(Book book, Transfer first) => Budget;

    internal override Refusal? Decide(Draft draft)
    {
        if (BudgetLookup.Find(draft, Budget, out var budget) is { } missing)
        {
            return missing;
        }

        draft.ResultBudget = Budget;
        if (budget.IsRunning)
        {
            if (draft.Book.FindPeriod(budget.Current) is { IsClosed: false } period)
            {
                BudgetEnds.End(draft, budget, period, null, BudgetMoment.Now(draft));
            }

            BudgetLookup.Close(draft, budget);
            draft.Note(Cancelled, BudgetText.SubjectOf(budget.Id, draft.Account(budget.Account).Name), BudgetText.Of(budget), null);
            draft.TouchHead();
        }

        return null;
    }
}

/// <summary>Finds and closes budgets for movements.</summary>
internal static class BudgetLookup
{
    /// <summary>Finds a budget, after what is due on its account and source was posted. Refuses an unknown one.</summary>
    public static Refusal? Find(Draft draft, BudgetId id, out Budget budget)
    {
        budget = null!;
        if (id.Tenant != draft.Tenant || draft.Book.FindBudget(id) is not { } found)
        {
            return new(RefusalReason.BudgetNotFound, Field: "id");
        }

        draft.Open(found.Source);
        draft.Open(found.Account);
        budget = draft.Book.FindBudget(id)!;
        return null;
    }

    /// <summary>Marks a budget as cancelled.</summary>
    public static void Close(Draft draft, Budget budget)
    {
        draft.Book.Set(budget with { Status = BudgetStatus.Cancelled, EndedAt = draft.Now, NextAt = null });
        BudgetTurns.Refresh(draft, budget.Account);
    }
}
