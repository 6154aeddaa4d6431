using Bluebear.Dashboard.Ledger.Budgets;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// Posts what is due on an account, in the order in which it fell due: credits that expire, budget periods that end and begin
/// (ledger.md, What is due is done first).
/// </summary>
internal static class AccountDue
{
    /// <summary>Posts what is due.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="until">Posts what fell due by this instant; null for now.</param>
    /// <param name="returnedAt">For credits that came back to a lot after its end: the time of their return.</param>
    /// <exception cref="DueWorkLeftException">An operation is being decided, and more is due than its draft may still post.</exception>
    public static void Post(Draft draft, AccountId account, DateTimeOffset? until = null, DateTimeOffset? returnedAt = null)
    {
        if (!TryPost(draft, account, until, returnedAt, draft.IsDeciding))
        {
            throw new DueWorkLeftException(account);
        }
    }

    /// <summary>Posts what is due as far as the draft may. False if more is due.</summary>
    public static bool TryPost(Draft draft, AccountId account, DateTimeOffset? until) => TryPost(draft, account, until, null, true);

    /// <summary>Posts what the draft may of the due work that an operation has to wait for.</summary>
    /// <param name="draft">The draft, with the accounts that it opened.</param>
    /// <param name="last">The account that had too much.</param>
    public static void PostInPart(Draft draft, AccountId last)
    {
        foreach (var account in draft.Opened.Append(last).ToList())
        {
            TryPost(draft, account, null);
        }
    }

    /// <inheritdoc cref="TryPost(Draft, AccountId, DateTimeOffset?)"/>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="until">Posts what fell due by this instant; null for now.</param>
    /// <param name="returnedAt">For credits that came back to a lot after its end: the time of their return.</param>
    /// <param name="isBounded">False to post everything in any case.</param>
    public static bool TryPost(Draft draft, AccountId account, DateTimeOffset? until, DateTimeOffset? returnedAt, bool isBounded)
    {
        var limit = until ?? draft.Now;
        while (true)
        {
            var turn = BudgetTurns.NextAt(draft, account, limit);
            var lot = Expiries.Next(draft, account, limit);
            if (turn is null && lot is null)
            {
                break;
            }

            if (isBounded && draft.DueLeft <= 0)
            {
                return false;
            }

            if (lot is not null && !(turn < draft.Book.FindPurchase(lot.Purchase)!.ExpiresAt))
            {
                Expiries.Post(draft, lot, returnedAt);
            }
            else if (!BudgetTurns.TryPost(draft, account, turn!.Value, isBounded))
            {
                return false;
            }
        }

        LateReturns.Post(draft, account, returnedAt ?? limit);
        return until < draft.Now || BudgetTurns.TryFundWaiting(draft, account, isBounded);
    }
}

/// <summary>More is due on an account than the batch may still post. The operation is undone and decided again later.</summary>
internal sealed class DueWorkLeftException(AccountId account) : Exception($"More is due on account {account.Value} than one batch posts.")
{
    /// <summary>The account.</summary>
    public AccountId Account { get; } = account;
}
