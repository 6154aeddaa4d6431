namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// The time limits of holds. A hold ends at its limit, with the next posting or sweep (ledger.md, What is due is done first).
/// </summary>
internal static class HoldLimits
{
    /// <summary>The time limit if a request names none: 10 minutes.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(10);

    /// <summary>The longest time limit in seconds: 24 hours.</summary>
    public const long LongestSeconds = 86_400;

    /// <summary>The longest time limit.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(LongestSeconds);

    /// <summary>True if a hold may have this time limit: above zero, at most <see cref="Longest"/>.</summary>
    public static bool Allow(TimeSpan limit) => limit > TimeSpan.Zero && limit <= Longest;

    /// <summary>
    /// Ends the tenant's holds that are past their limit, the earliest first, each at its limit. Posts first what ended on their
    /// accounts before that.
    /// </summary>
    /// <returns>False if more is due than <paramref name="atMost"/>, or than the draft may still post.</returns>
    public static bool TryPostDue(Draft draft, int atMost)
    {
        for (var ended = 0; draft.Book.NextHoldLimit(draft.Tenant) is { } next && next.ExpiresAt <= draft.Clock; ended++)
        {
            if (ended == atMost || draft.DueLeft <= 0 || !TryEnd(draft, draft.Book.FindHold(next.Hold)!))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryEnd(Draft draft, Hold hold)
    {
        foreach (var share in hold.Shares)
        {
            if (!AccountDue.TryPost(draft, share.Account, hold.ExpiresAt)
                || !AccountDue.TryPost(draft, Movements.Spending.HoldEnding.ReturnAccountOf(draft, share.Account), hold.ExpiresAt))
            {
                return false;
            }
        }

        Movements.Spending.HoldEnding.Release(draft, hold, HoldStatus.Expired, hold.ExpiresAt);
        return true;
    }

    /// <summary>
    /// Ends holds whose limit is further away than <see cref="Longest"/>. They were made while the clock was ahead and would stay
    /// open until the clock reaches that time again. Reads only what is written.
    /// </summary>
    public static void PostOutOfReach(Draft draft, int atMost)
    {
        var furthest = new HoldLimit(draft.Clock + Longest, new(long.MaxValue));
        foreach (var limit in draft.Book.Source.HoldsByLimit(draft.Tenant, furthest, atMost))
        {
            Movements.Spending.HoldEnding.Release(draft, draft.Book.FindHold(limit.Hold)!, HoldStatus.Expired, draft.Clock);
        }
    }
}
