namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Credits whose lot has ended leave their account, one transfer for each purchase.</summary>
internal static class Expiries
{
    /// <summary>Posts what has ended on an account, with the instant at which it ended as the time it happened.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="until">Up to when; null for now.</param>
    /// <param name="returnedAt">For credits that came back to a lot after its end: when they did.</param>
    /// <exception cref="DueWorkLeftException">An operation is being decided, and more has ended than its draft may still post.</exception>
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

    /// <summary>The same as far as the draft may; false where more has ended.</summary>
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

    /// <summary>Posts what has ended on the accounts of an operation that has to wait for it, as far as the draft may.</summary>
    /// <param name="draft">The draft, with the accounts that it opened.</param>
    /// <param name="last">The account on which there was too much.</param>
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

/// <summary>More is due on an account than the batch may still post: the operation is undone and decided again later.</summary>
internal sealed class DueWorkLeftException(AccountId account) : Exception($"More is due on account {account.Value} than one batch posts.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;
}
