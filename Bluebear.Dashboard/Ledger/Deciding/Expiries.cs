namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Takes credits out of an account when their lot has ended, with one transfer for each purchase.</summary>
internal static class Expiries
{
    /// <summary>Posts the expiry of an account's ended credits. They happened when their lot ended.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="until">Posts lots that ended by this instant; null for now.</param>
    /// <param name="returnedAt">For credits that came back to a lot after its end: the time of their return.</param>
    /// <exception cref="DueWorkLeftException">An operation is being decided, and more lots have ended than its draft may still
    /// post.</exception>
    public static void PostDue(Draft draft, AccountId account, DateTimeOffset? until = null, DateTimeOffset? returnedAt = null)
    {
        while (Next(draft, account, until) is { } lot)
        {
            if (draft is { IsDeciding: true, DueLeft: <= 0 })
            {
                throw new DueWorkLeftException(account);
            }

            Post(draft, lot, returnedAt > lot.EndsAt ? returnedAt : lot.EndsAt);
        }
    }

    /// <summary>Posts expiries as far as the draft may. False if more lots have ended.</summary>
    public static bool TryPostDue(Draft draft, AccountId account, DateTimeOffset? until)
    {
        while (Next(draft, account, until) is { } lot)
        {
            if (draft.DueLeft <= 0)
            {
                return false;
            }

            Post(draft, lot, lot.EndsAt);
        }

        return true;
    }

    /// <summary>Posts what the draft may of the expiries that an operation has to wait for.</summary>
    /// <param name="draft">The draft, with the accounts that it opened.</param>
    /// <param name="last">The account that had too many ended lots.</param>
    public static void PostDueInPart(Draft draft, AccountId last)
    {
        foreach (var account in draft.Opened)
        {
            TryPostDue(draft, account, null);
        }

        TryPostDue(draft, last, null);
    }

    private static Lot? Next(Draft draft, AccountId account, DateTimeOffset? until) =>
        draft.Book.NextLot(account, null) is { } lot && lot.HasEnded(until ?? draft.Now) ? lot : null;

    private static void Post(Draft draft, Lot lot, DateTimeOffset? at) =>
        new TransferBuilder(draft, TransferType.Expiry, lot.Available, lot.Account, null)
        {
            OccurredAt = at,
            IsDue = true,
            Why = OwnReason.Expiry(draft.Book.FindPurchase(lot.Purchase)!),
        }
            .Available(lot, -lot.Available)
            .TenantSide(Bucket.Expired, lot.Purchase, lot.Available)
            .Post();
}

/// <summary>More is due on an account than the batch may still post. The operation is undone and decided again later.</summary>
internal sealed class DueWorkLeftException(AccountId account) : Exception($"More is due on account {account.Value} than one batch posts.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;
}
