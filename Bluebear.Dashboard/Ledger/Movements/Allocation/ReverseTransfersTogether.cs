using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Allocation;

/// <summary>Undoes several transfers in one commit: all or none.</summary>
/// <param name="Originals">1-10,000 transfers, undone in this order.</param>
/// <remarks>Refuses like the first reversal that is refused, see <see cref="ReverseTransfer"/>.</remarks>
public sealed record ReverseTransfersTogether(IReadOnlyList<TransferId> Originals) : Movement
{
    internal override string Code => "transfer.reverse_together";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Originals.Count);
        foreach (var original in Originals)
        {
            writer.Add(original.Value);
        }
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (Originals.Count is 0 or > MoveCreditsTogether.MaxMoves)
        {
            return new(RefusalReason.TransferNotFound, Field: "transfers");
        }

        for (var i = 0; i < Originals.Count; i++)
        {
            if (new ReverseTransfer(Originals[i]).Decide(draft) is { } refusal)
            {
                return refusal with { Field = $"transfers[{i}]" };
            }
        }

        return null;
    }
}
