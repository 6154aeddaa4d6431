using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Budgets;

/// <summary>Plans a budget. Funds it at once if it has no start, or if its start is past.</summary>
/// <param name="Account">The account that receives the credits.</param>
/// <param name="Source">The account that gives them; null for the Primary Workspace.</param>
/// <param name="Kind">How often.</param>
/// <remarks>
/// A source that is short is no reason to refuse: the budget waits. Refuses with <see cref="RefusalReason.SameAccount"/>, <see
/// cref="RefusalReason.AccountNotFound"/>, <see cref="RefusalReason.AccountDeleted"/>, <see cref="RefusalReason.InvalidAmount"/>
/// and <see cref="RefusalReason.InvalidBudget"/>.
/// </remarks>
public sealed record PlanBudget(NamedAccount Account, NamedAccount? Source, BudgetKind Kind) : Movement
{
    /// <summary>The audit log's name for it.</summary>
    public const string Planned = "budget.planned";

    /// <summary>The credits of each period; null to top up.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The balance to top up to; null for an amount.</summary>
    public Credits? TopUpTo { get; init; }

    /// <summary>
    /// The window's start, or the instant from which the first period start counts; null for now. One that is past means now: periods
    /// from before the budget was planned are not made up.
    /// </summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The end (exclusive); null for none. A one-time budget needs one.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The day of the month, 1-31; null for the day of the start.</summary>
    public int? Day { get; init; }

    /// <summary>What happens to unspent credits.</summary>
    public UnusedCredits Unused { get; init; } = UnusedCredits.Return;

    /// <summary>The cap of <see cref="UnusedCredits.Carry"/>, zero or more; otherwise null.</summary>
    public Credits? CarryUpTo { get; init; }

    /// <summary>True to take what the source has when that is less.</summary>
    public bool AllowPartial { get; init; }

    internal override string Code => "budget.plan";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount) ?? TooLarge(TopUpTo, "top_up_to") ?? TooLarge(CarryUpTo, "unused");

    internal override void Describe(FingerprintWriter writer)
    {
        Account.Describe(writer);
        writer.Add(Source);
        writer.Add((long)Kind);
        writer.Add(Amount);
        writer.Add(TopUpTo);
        writer.Add(StartsAt);
        writer.Add(EndsAt);
        writer.Add(Day);
        writer.Add((long)Unused);
        writer.Add(CarryUpTo);
        writer.Add(AllowPartial ? 1L : 0L);
    }

    internal override BudgetId? ResultBudget(Book book, Transfer first) =>
        first.Entries.Where(static entry => !entry.BudgetPeriod.IsNone).Select(entry => book.FindPeriod(entry.BudgetPeriod)?.Budget)
            .LastOrDefault(static budget => budget is not null);

    internal override Refusal? Decide(Draft draft) => Decide(draft, draft.UnusedMark is not null);

    /// <summary>Decides it as part of another movement, which keeps the operation key.</summary>
    internal Refusal? DecideWithin(Draft draft) => Decide(draft, false);

    private Refusal? Decide(Draft draft, bool keepsKey)
    {
        var source = Source ?? draft.Head.Primary;
        if (source.Id == Account.Id && !Account.Id.IsNone)
        {
            return new(RefusalReason.SameAccount, Account.Id, Field: "source");
        }

        var refusal = BudgetChecks.Check(Amount, TopUpTo, Unused, CarryUpTo, Day)
            ?? AccountChecks.CheckActive(draft, source.Id, "source") ?? AccountChecks.CheckActive(draft, Account.Id, "wallet");
        return refusal ?? Plan(draft, source.Id, keepsKey);
    }

    private Refusal? Plan(Draft draft, AccountId source, bool keepsKey)
    {
        var start = BudgetStart.Of(Kind, StartsAt is { } asked ? Instants.Truncate(asked) : null, Day, draft.Now, draft.Book.Source.ZoneOf(draft.Tenant));
        var ends = EndsAt is { } end ? Instants.Truncate(end) : (DateTimeOffset?)null;
        if (StartsAt > Budget.LastInstant)
        {
            return new(RefusalReason.InvalidBudget, Field: "starts_at");
        }

        if (ends > Budget.LastInstant || ends <= start.At || ends <= draft.Now || (ends is null && Kind == BudgetKind.OneTime))
        {
            return new(RefusalReason.InvalidBudget, Field: "ends_at");
        }

        Add(draft, source, start, ends, keepsKey);
        return null;
    }

    private void Add(Draft draft, AccountId source, BudgetStart start, DateTimeOffset? ends, bool keepsKey)
    {
        var head = draft.Head with { Budgets = draft.Head.Budgets + 1 };
        draft.Book.Set(head);
        var budget = new Budget
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Budgets)),
            Account = Account.Id,
            Source = source,
            Kind = Kind,
            Amount = Amount,
            TopUpTo = TopUpTo,
            Unused = Unused,
            CarryUpTo = CarryUpTo,
            AllowPartial = AllowPartial,
            StartsAt = StartsAt is { } asked ? Instants.Truncate(asked) : null,
            EndsAt = ends,
            Anchor = start.Anchor,
            Day = start.Day,
            Step = start.Step,
            NextAt = start.At,
            CreatedAt = draft.Now,
        };
        draft.Book.Set(budget);
        if (start.At <= draft.Now)
        {
            BudgetTurns.Turn(draft, budget, BudgetMoment.Now(draft));
        }

        BudgetTurns.Refresh(draft, Account.Id);
        draft.Book.Set(draft.Book.FindBudget(budget.Id)! with { Mark = keepsKey ? draft.UnusedMark : null });
        draft.Note(Planned, BudgetText.SubjectOf(budget.Id, draft.Account(Account.Id).Name), null, BudgetText.Of(budget));
        draft.TouchHead();
        draft.ResultBudget = budget.Id;
    }
}
