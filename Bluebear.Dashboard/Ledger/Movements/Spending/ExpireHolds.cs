using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// Ends holds that are past their time limit and that no other operation ends, at most <paramref name="MaxHolds"/> at a time.
/// </summary>
/// <param name="MaxHolds">1 and up. The next call does the rest.</param>
/// <remarks>
/// Refuses nothing. The holds end before the movement is decided, as before every other movement of the tenant (<see
/// cref="HoldLimits"/>). Also ends holds that were made while the clock was far ahead. Never waits for due work that is left.
/// </remarks>
public sealed record ExpireHolds(int MaxHolds) : Movement, IReadsWritten
{
    internal override string Code => "holds.expire";

    internal override bool SpendsKey => false;

    internal override void Describe(FingerprintWriter writer) => writer.Add(MaxHolds);

    internal override Refusal? Decide(Draft draft)
    {
        HoldLimits.PostOutOfReach(draft, MaxHolds);
        return null;
    }
}
