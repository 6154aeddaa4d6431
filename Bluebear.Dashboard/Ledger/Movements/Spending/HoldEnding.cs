using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>What all ways of ending a hold have in common.</summary>
internal static class HoldEnding
{
    /// <summary>Refuses a hold that is unknown or has ended.</summary>
    public static Refusal? CheckStanding(Draft draft, HoldId id) => Find(draft, id) switch
    {
        null => new(RefusalReason.HoldNotFound, Field: "reservation"),
        { Stands: false } hold => new(RefusalReason.HoldFinished, Ended: hold.Status),
        _ => null,
    };

    /// <summary>The tenant's hold, or null.</summary>
    public static Hold? Find(Draft draft, HoldId id) =>
        TenantScopedId.TenantOf(id.Value) == draft.Tenant ? draft.Book.FindHold(id) : null;

    /// <summary>Returns all credits of the hold, with a transfer for each account.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="hold">The hold, which is open.</param>
    /// <param name="status">How it ends.</param>
    /// <param name="dueAt">Its time limit if that ends it; null if an operation does.</param>
    /// <param name="charge">The usage of 0 that ends it, or null.</param>
    public static void Release(Draft draft, Hold hold, HoldStatus status, DateTimeOffset? dueAt, ChargeId? charge = null)
    {
        var returned = new List<(AccountId Account, AccountId ReturnAccount)>();
        foreach (var group in hold.Shares.GroupBy(static share => share.Account))
        {
            var returnAccount = ReturnAccount(draft, group.Key, dueAt);
            var transfer = new TransferBuilder(draft, TransferType.Release, Credits.Sum(group.Select(static share => share.Amount)), group.Key, returnAccount)
            {
                Hold = hold.Id,
                Charge = charge,
                OccurredAt = dueAt,
                IsDue = dueAt is not null,
                Why = dueAt is null ? null : OwnReason.TimeLimit,
            };
            foreach (var share in group)
            {
                var lot = LotOf(draft, share);
                transfer.Reserved(lot, -share.Amount);
                Return(transfer, returnAccount, lot, share.Amount, dueAt ?? draft.Now);
            }

            transfer.Post();
            returned.Add((group.Key, returnAccount));
        }

        AfterReturn(draft, returned, dueAt);
        draft.Book.Set(hold with { Status = status, EndedAt = dueAt ?? draft.Now, Charge = charge });
    }

    /// <summary>The lot of a share.</summary>
    public static Lot LotOf(Draft draft, HoldShare share) => draft.Book.FindLot(share.Account, share.Purchase, share.BudgetPeriod)
        ?? throw new UnknownAccountException(share.Account);

    /// <summary>
    /// The account to which credits of an account return: the account itself, or the Primary Workspace if the account is deleted
    /// or in Shared Pool mode (ledger.md, Credits that come back). Posts the expiry of what has ended there by now (or by
    /// <paramref name="at"/>).
    /// </summary>
    public static AccountId ReturnAccount(Draft draft, AccountId account, DateTimeOffset? at = null)
    {
        var returnAccount = ReturnAccountOf(draft, account);
        AccountDue.Post(draft, returnAccount, until: at);
        return returnAccount;
    }

    /// <summary>The same account, without posting anything there.</summary>
    public static AccountId ReturnAccountOf(Draft draft, AccountId account) =>
        draft.Account(account).IsActive && draft.Head.Mode != CreditMode.SharedPool ? account : draft.Head.Primary;

    /// <summary>
    /// Returns credits to their lot, or to the return account's lot of the same purchase. An ended lot receives its own credits;
    /// <see cref="AfterReturn"/> then lets them expire.
    /// </summary>
    public static void Return(TransferBuilder transfer, AccountId returnAccount, Lot lot, Credits amount, DateTimeOffset at)
    {
        if (returnAccount == lot.Account || transfer.HasExpired(lot, at))
        {
            transfer.Available(lot, amount);
        }
        else
        {
            transfer.Arrive(returnAccount, lot.Purchase, amount);
        }
    }

    /// <summary>
    /// Finishes after all credits have returned: posts the expiry of what has ended, and pays what is owed with the rest. Call it
    /// only once all credits are back, so that credits of several accounts that return to one account pay there in its burn
    /// order.
    /// </summary>
    public static void AfterReturn(Draft draft, IReadOnlyList<(AccountId Account, AccountId ReturnAccount)> returned, DateTimeOffset? dueAt = null)
    {
        var at = dueAt ?? draft.Now;
        foreach (var (account, returnAccount) in returned)
        {
            AccountDue.Post(draft, account, until: at, returnedAt: at);
            AccountDue.Post(draft, returnAccount, until: at, returnedAt: at);
        }

        foreach (var (_, returnAccount) in returned)
        {
            Overages.Pay(draft, returnAccount, dueAt);
        }
    }
}
