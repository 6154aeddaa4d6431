using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Budgets;

/// <summary>Changes a budget, from its next period or now.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="IsNow">
/// True to bring the running period to the new amount at once: the difference is posted, or what is still there is taken back.
/// </param>
/// <remarks>
/// Null keeps a part as it is. Refuses with <see cref="RefusalReason.BudgetNotFound"/>, <see cref="RefusalReason.InvalidAmount"/>,
/// <see cref="RefusalReason.InvalidBudget"/> (also of a budget that is over), and with <see cref="RefusalReason.SharedPoolMode"/> where
/// credits would have to move.
/// </remarks>
public sealed record ChangeBudget(BudgetId Budget, bool IsNow) : Movement
{
    /// <summary>The audit log's name for it.</summary>
    public const string Changed = "budget.changed";

    /// <summary>The credits of each period; then it no longer tops up.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The balance to top up to; then it no longer has an amount.</summary>
    public Credits? TopUpTo { get; init; }

    /// <summary>The end (exclusive).</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>True to remove the end.</summary>
    public bool HasNoEnd { get; init; }

    /// <summary>The day of the month, 1-31. The running period keeps its end.</summary>
    public int? Day { get; init; }

    /// <summary>What happens to unspent credits, from the end of the running period on.</summary>
    public UnusedCredits? Unused { get; init; }

    /// <summary>The cap of <see cref="UnusedCredits.Carry"/>.</summary>
    public Credits? CarryUpTo { get; init; }

    /// <summary>Whether it takes what the source has when that is less.</summary>
    public bool? AllowPartial { get; init; }

    internal override string Code => "budget.change";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount) ?? TooLarge(TopUpTo, "top_up_to") ?? TooLarge(CarryUpTo, "unused");

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Budget.Value);
        writer.Add(IsNow ? 1L : 0L);
        writer.Add(Amount);
        writer.Add(TopUpTo);
        writer.Add(EndsAt);
        writer.Add(HasNoEnd ? 1L : 0L);
        writer.Add(Day);
        writer.Add((long?)Unused);
        writer.Add(CarryUpTo);
        writer.Add(AllowPartial is { } allow ? allow ? 1L : 0L : null);
    }

    internal override BudgetId? ResultBudget(Book book, Transfer first) => Budget;

    internal override Refusal? Decide(Draft draft)
    {
        if (BudgetLookup.Find(draft, Budget, out var found) is { } missing)
        {
            return missing;
        }

        if (!found.IsRunning)
        {
            return new(RefusalReason.InvalidBudget, Field: "id");
        }

        var changed = Apply(found);
        var refusal = BudgetChecks.Check(Amount is not null && TopUpTo is not null ? Amount : changed.Amount,
                Amount is not null && TopUpTo is not null ? TopUpTo : changed.TopUpTo, changed.Unused, changed.CarryUpTo, Day)
            ?? CheckEnd(draft, found, changed);
        return refusal ?? Change(draft, found, changed);
    }

    private Budget Apply(Budget budget)
    {
        var unused = Unused ?? budget.Unused;
        return budget with
        {
            Amount = Amount ?? (TopUpTo is null ? budget.Amount : null),
            TopUpTo = TopUpTo ?? (Amount is null ? budget.TopUpTo : null),
            EndsAt = HasNoEnd ? null : EndsAt is { } end ? Instants.Truncate(end) : budget.EndsAt,
            Day = Day ?? budget.Day,
            Unused = unused,
            CarryUpTo = unused != UnusedCredits.Carry ? null : CarryUpTo ?? (Unused is null ? budget.CarryUpTo : null),
            AllowPartial = AllowPartial ?? budget.AllowPartial,
        };
    }

    private static Refusal? CheckEnd(Draft draft, Budget before, Budget after)
    {
        var isPossible = before.EndsAt == after.EndsAt
            || (after.Kind == BudgetKind.OneTime ? before.Current.IsNone && after.EndsAt > before.NextAt : after.EndsAt is null || after.EndsAt > draft.Now)
            && (after.EndsAt is null || (after.EndsAt <= Model.Budget.LastInstant && (!before.Current.IsNone || after.EndsAt > before.NextAt)));
        return isPossible ? null : new(RefusalReason.InvalidBudget, Field: "ends_at");
    }

    private Refusal? Change(Draft draft, Budget before, Budget after)
    {
        var isMoving = IsNow && (before.Amount != after.Amount || before.TopUpTo != after.TopUpTo);
        var period = draft.Book.FindPeriod(after.Current);
        if (isMoving && period is { Runs: true } && draft.Head.Mode == CreditMode.SharedPool)
        {
            return new(RefusalReason.SharedPoolMode);
        }

        draft.Book.Set(after);
        if (isMoving && period is { Runs: true })
        {
            BudgetFunding.Adjust(draft, after, period, BudgetMoment.Now(draft));
        }

        BudgetTurns.Refresh(draft, after.Account);
        draft.Note(Changed, BudgetText.SubjectOf(after.Id, draft.Account(after.Account).Name), BudgetText.Of(before), BudgetText.Of(after));
        draft.TouchHead();
        draft.ResultBudget = Budget;
        return null;
    }
}
