namespace Bluebear.Dashboard.Ledger;

/// <summary>Holds that have reached their time limit end by themselves, whoever comes first (ledger.md, What is due is done first).</summary>
internal static class HoldLimits
{
    /// <summary>
    /// Ends the tenant's holds whose limit is over, the soonest first, each at its limit: what ended on their accounts before that
    /// is posted before it.
    /// </summary>
    public static void PostDue(Draft draft, int atMost)
    {
        for (var i = 0; i < atMost && draft.Book.NextHoldLimit(draft.Tenant) is { } next && next.ExpiresAt <= draft.Clock; i++)
        {
            var hold = draft.Book.FindHold(next.Hold)!;
            foreach (var share in hold.Shares)
            {
                Expiries.PostDue(draft, share.Account, until: hold.ExpiresAt);
            }

            Movements.Holds.Release(draft, hold, HoldStatus.Expired, hold.ExpiresAt);
        }
    }

    /// <summary>
    /// Ends holds whose limit is further away than any limit may be: they were made while the clock was ahead, and would stand until
    /// it is there again. Reads what is written.
    /// </summary>
    public static void PostOutOfReach(Draft draft, int atMost)
    {
        var furthest = new HoldLimit(draft.Clock + Hold.MaxTimeLimit, new(long.MaxValue));
        foreach (var limit in draft.Book.Source.HoldsByLimit(draft.Tenant, furthest, atMost))
        {
            Movements.Holds.Release(draft, draft.Book.FindHold(limit.Hold)!, HoldStatus.Expired, draft.Clock);
        }
    }
}
