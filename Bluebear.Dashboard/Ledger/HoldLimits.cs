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
        for (var i = 0; i < atMost && draft.Book.NextHoldLimit(draft.Tenant) is { } next && next.ExpiresAt <= draft.Now; i++)
        {
            var hold = draft.Book.FindHold(next.Hold)!;
            foreach (var share in hold.Shares)
            {
                Expiries.PostDue(draft, share.Account, until: hold.ExpiresAt);
            }

            Movements.Holds.Release(draft, hold, HoldStatus.Expired, hold.ExpiresAt);
        }
    }
}
