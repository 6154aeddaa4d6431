using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// Pays overage: usage that no credits could pay is paid first from the next credits, oldest charge first (ledger.md, Movements).
/// </summary>
internal static class Overages
{
    /// <summary>
    /// Pays what the account owes, as far as its available credits reach. Call it whenever the account has received credits.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="id">The account.</param>
    /// <param name="dueAt">The hold's time limit if that returned the credits; null if an operation did.</param>
    public static void Pay(Draft draft, AccountId id, DateTimeOffset? dueAt = null)
    {
        while (draft.Account(id) is { Overage.IsPositive: true, Available.IsPositive: true } account
            && draft.Book.OldestOverage(id) is { } open)
        {
            Pay(draft, open, Credits.Min(open.Amount, account.Available), dueAt);
        }
    }

    /// <summary>Moves everything an account owes to the Primary Workspace.</summary>
    public static void MoveToPrimary(Draft draft, AccountId id)
    {
        var primary = draft.Head.Primary;
        while (draft.Book.OldestOverage(id) is { } open)
        {
            new TransferBuilder(draft, TransferType.Settlement, open.Amount, primary, null)
            {
                Charge = open.Charge,
                Why = OwnReason.OverageMoved(draft, open.Charge, id),
            }
                .Overage(id, open.Charge, -open.Amount)
                .Overage(primary, open.Charge, open.Amount)
                .Post();
        }
    }

    private static void Pay(Draft draft, OpenOverage open, Credits amount, DateTimeOffset? dueAt)
    {
        var shares = draft.SharesFor(open.Account, amount);
        var transfer = new TransferBuilder(draft, TransferType.Settlement, amount, open.Account, null)
        {
            Charge = open.Charge,
            Why = OwnReason.OveragePaid(draft, open.Charge),
            OccurredAt = dueAt,
            IsDue = dueAt is not null,
        };
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).OfLot(Bucket.Spent, lot, share);
        }

        transfer.Overage(open.Account, open.Charge, -amount).TenantSide(Bucket.Spent, null, -amount).Post();
    }
}
