using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Modes;

/// <summary>One line of a plan: an amount from the pool to an account.</summary>
/// <param name="Account">The account that receives it.</param>
/// <param name="Amount">Above zero.</param>
public sealed record PlannedAllocation(NamedAccount Account, Credits Amount)
{
    /// <summary>What of it belonged to budget periods.</summary>
    internal IReadOnlyList<(BudgetPeriodId Period, Credits Amount)> OfPeriods { get; init; } = [];
}

/// <summary>Switches the tenant's credit mode, with all moves that belong to it, in one commit.</summary>
/// <param name="Mode">The new mode. Nothing happens if it is the current one.</param>
/// <param name="Plan">For a switch to Workspace Budget: the allocations to make, in order.</param>
/// <param name="RestoreLast">
/// Instead of a plan: what the last switch to Shared Pool swept, cut down in order if the pool has less.
/// </param>
/// <remarks>
/// To Shared Pool: every account's available credits and what it owes go to the Primary Workspace. To Workspace Budget: only the
/// plan moves. A plan above the pool is refused with <see cref="RefusalReason.InsufficientCredits"/>; its lines are refused like
/// <see cref="MoveCredits"/>. The reason of the transfers names the switch and is followed by the person's note. A note that is
/// too long is refused with <see cref="RefusalReason.InvalidText"/>.
/// </remarks>
public sealed record SwitchCreditMode(
    CreditMode Mode, IReadOnlyList<PlannedAllocation>? Plan = null, bool RestoreLast = false) : Movement, IReadsWritten
{
    internal override string Code => "mode.switch";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => Plan?.Index()
        .Where(static line => line.Item.Amount > LedgerBounds.MaxAmount)
        .Select(static line => TooLarge(line.Item.Amount, $"allocations[{line.Index}].amount")).FirstOrDefault();

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add((long)Mode);
        writer.Add(RestoreLast ? 1L : 0L);
        writer.Add(Plan?.Count ?? -1L);
        foreach (var line in Plan ?? [])
        {
            line.Account.Describe(writer);
            writer.Add(line.Amount);
        }
    }

    internal override Refusal? Decide(Draft draft) => FindUnknown() ?? OwnReason.CheckNote(draft)
        ?? (draft.Head.Mode == Mode ? null : Mode == CreditMode.SharedPool ? Pool(draft) : Budget(draft));

    // An unknown account is also refused if the mode is already on and the plan is not used.
    private Refusal? FindUnknown() => (Plan ?? []).Index().Where(static line => line.Item.Account.Id.IsNone)
        .Select(static line => new Refusal(RefusalReason.AccountNotFound, Field: $"allocations[{line.Index}].wallet")).FirstOrDefault();

    private static Refusal? Pool(Draft draft)
    {
        var others = draft.Book.Source.AccountsWithFigures(draft.Tenant).Where(id => id != draft.Head.Primary).ToList();
        BudgetsDue(draft);
        others.ForEach(id => draft.Open(id));
        Sweeping.ToPrimary(draft, others, AllocationTerms.Sweep);
        var first = draft.Transfers.Count > 0 ? draft.Transfers[0].Id : (TransferId?)null;
        draft.Book.Set(draft.Head with { Mode = CreditMode.SharedPool, LastSweep = first });
        return null;
    }

    // Periods that began before the switch began in the mode before it.
    private static void BudgetsDue(Draft draft)
    {
        foreach (var id in draft.Book.Source.AccountsWithBudgetsDue(draft.Tenant, draft.Now, int.MaxValue))
        {
            draft.Open(id);
        }
    }

    private Refusal? Budget(Draft draft)
    {
        BudgetsDue(draft);
        draft.Book.Set(draft.Head with { Mode = CreditMode.WorkspaceBudget, ModeEra = draft.Head.Transfers });
        var plan = RestoreLast ? LastAllocations(draft) : Plan ?? [];
        List<PlannedAllocation> last = plan.Count == 0 ? [] : [.. LastSweep(draft)];
        var swept = last.GroupBy(static line => line.Account.Id)
            .ToDictionary(static lines => lines.Key, static lines => Credits.Sum(lines.Select(static line => line.Amount)));
        for (var i = 0; i < plan.Count; i++)
        {
            var move = new MoveCredits(draft.Head.Primary, plan[i].Account, plan[i].Amount);
            if (move.Decide(draft, TermsOf(draft, plan[i], swept, last)) is { } refusal)
            {
                return refusal with { Field = $"allocations[{i}].{(refusal.Field == "amount" ? "amount" : "wallet")}" };
            }
        }

        return null;
    }

    // What the sweep took comes back with its base, and into the budget periods that still run. Anything above that is a plain
    // allocation.
    private static AllocationTerms TermsOf(
        Draft draft, PlannedAllocation line, Dictionary<AccountId, Credits> swept, List<PlannedAllocation> last)
    {
        var account = line.Account.Id;
        if (swept.GetValueOrDefault(account) is var left && left < line.Amount)
        {
            return AllocationTerms.Planned;
        }

        swept[account] = left - line.Amount;
        return AllocationTerms.Restoration with
        {
            Into =
            [
                .. last.Where(taken => taken.Account.Id == account).SelectMany(static taken => taken.OfPeriods)
                    .Where(part => draft.Book.FindPeriod(part.Period) is { Runs: true } period && period.Account == account),
            ],
        };
    }

    /// <summary>What the last sweep took from accounts that still exist, as far as the pool covers it.</summary>
    internal static List<PlannedAllocation> LastAllocations(Draft draft)
    {
        var plan = new List<PlannedAllocation>();
        var left = draft.Open(draft.Head.Primary)!.Available;
        foreach (var line in LastSweep(draft))
        {
            if (draft.Open(line.Account.Id) is { IsActive: true } && Credits.Min(line.Amount, left) is { IsPositive: true } amount)
            {
                plan.Add(line with { Amount = amount });
                left -= amount;
            }
        }

        return plan;
    }

    private static IEnumerable<PlannedAllocation> LastSweep(Draft draft) => draft.Head.LastSweep is not { } sweep ? []
        : draft.Book.Source.TransfersOfOperation(sweep).Where(static transfer => transfer is { Type: TransferType.Allocation, From: not null })
            .Select(static transfer => new PlannedAllocation(transfer.From!.Value, transfer.Amount)
            {
                OfPeriods =
                [
                    .. transfer.Entries.Where(entry => entry.Account == transfer.From && !entry.BudgetPeriod.IsNone)
                        .GroupBy(static entry => entry.BudgetPeriod)
                        .Select(static own => (own.Key, -Credits.Sum(own.Select(static entry => entry.Amount)))),
                ],
            });
}
