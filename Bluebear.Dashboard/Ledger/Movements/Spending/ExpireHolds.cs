using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Ends holds that have reached their time limit and that nobody touches, at most <paramref name="MaxHolds"/> at a time.</summary>
/// <param name="MaxHolds">1 and up; what is left is done by the next call.</param>
/// <remarks>
/// Refuses nothing. The holds end before the movement is decided, as they do before every other one of the tenant
/// (<see cref="HoldLimits"/>); those that were made while the clock was far ahead end now. It never waits for what is left to be due.
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
