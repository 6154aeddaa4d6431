using Bluebear.Dashboard.Ledger.Movements;

namespace Bluebear.Dashboard.Ledger.Policies;

/// <summary>Decides who pays for a request: the same for a reservation, a charge and an explanation (product.md, Who pays).</summary>
internal static class ChargingPath
{
    /// <summary>Who pays <paramref name="amount"/>. Opens accounts, so that what is due on them is done first; changes nothing else.</summary>
    public static PathDecision Decide(Draft draft, UsageFacts facts, Credits amount)
    {
        var payer = draft.Account(Payers.Choose(draft, facts, amount));
        var isCovered = payer.Available >= amount && payer.Overage.IsZero;
        var outcome = isCovered ? StepOutcome.Pays : payer.Overage.IsPositive ? StepOutcome.InOverage : StepOutcome.Blocks;
        return new()
        {
            Steps = [new(payer.Id, payer.Kind, payer.Available, outcome)],
            FundedBy = isCovered ? [new(payer.Id, amount)] : [],
            Limiting = isCovered ? null : payer.Id,
            Shortfall = isCovered ? Credits.Zero : amount - payer.Available,
            IsAllowed = isCovered,
        };
    }

    /// <summary>
    /// Who pays a further <paramref name="amount"/> when a hold settles for more than it holds: the holder, then the accounts after it
    /// on the path that the hold was granted on, as far as block and fall-through allow. What the shares lack is the holder's overage.
    /// </summary>
    public static IReadOnlyList<PathShare> DrawOn(Draft draft, PathDecision held, AccountId holder, Credits amount)
    {
        var available = Credits.Min(draft.Open(holder)?.Available ?? Credits.Zero, amount);
        return available.IsPositive ? [new(holder, available)] : [];
    }
}
