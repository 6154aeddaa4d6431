using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Ends a hold without usage: all its credits return.</summary>
/// <param name="Hold">The hold.</param>
/// <remarks>Refuses with <see cref="RefusalReason.HoldNotFound"/> and <see cref="RefusalReason.HoldFinished"/>.</remarks>
public sealed record ReleaseReservation(HoldId Hold) : Movement
{
    internal override string Code => "reservation.release";

    internal override void Describe(FingerprintWriter writer) => writer.Add(Hold.Value);

    internal override HoldId? ResultHold(Transfer first) => first.Hold;

    internal override Refusal? Decide(Draft draft)
    {
        if (HoldEnding.CheckStanding(draft, Hold) is { } refusal)
        {
            return refusal;
        }

        HoldEnding.Release(draft, draft.Book.FindHold(Hold)!, HoldStatus.Released, null);
        draft.ResultHold = Hold;
        return null;
    }
}
