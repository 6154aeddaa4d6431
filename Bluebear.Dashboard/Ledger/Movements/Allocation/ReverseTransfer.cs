using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Allocation;

/// <summary>Undoes a purchase or an allocation as a whole, once, with a linked transfer.</summary>
/// <param name="Original">The transfer to undo.</param>
/// <remarks>
/// Refuses with <see cref="RefusalReason.TransferNotFound"/>, <see cref="RefusalReason.AlreadyReversed"/> and <see
/// cref="RefusalReason.NotReversible"/>: any other type, an allocation whose destination has less available than it received, a
/// purchase whose credits are not all available in the pool.
/// </remarks>
public sealed record ReverseTransfer(TransferId Original) : Movement
{
    internal override string Code => "transfer.reverse";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer) => writer.Add(Original.Value);

    internal override Refusal? Decide(Draft draft)
    {
        if (TenantScopedId.TenantOf(Original.Value) != draft.Tenant || draft.Book.FindTransfer(Original) is not { } original)
        {
            return new(RefusalReason.TransferNotFound, Field: "transfer");
        }

        if (draft.Book.FindReversalOf(Original) is not null)
        {
            return new(RefusalReason.AlreadyReversed);
        }

        return original.Type switch
        {
            TransferType.Purchase => ReversePurchase(draft, original),
            TransferType.Allocation => AllocationReversal.Decide(draft, original),
            _ => new(RefusalReason.NotReversible),
        };
    }

    private static Refusal? ReversePurchase(Draft draft, Transfer original)
    {
        var primary = draft.Open(draft.Head.Primary)!;
        var id = original.Entries[0].Purchase!.Value;
        if (draft.Book.FindLot(primary.Id, id, BudgetPeriodId.None) is not { } lot || lot.Available != original.Amount)
        {
            return new(RefusalReason.NotReversible, primary.Id, primary.Available);
        }

        new TransferBuilder(draft, TransferType.Reversal, original.Amount, primary.Id, null) { Reverses = original.Id }
            .Available(lot, -original.Amount)
            .TenantSide(Bucket.Purchased, id, original.Amount)
            .Post();
        draft.Book.Set(draft.Book.FindPurchase(id)! with { IsReversed = true });
        return null;
    }
}
