using Bluebear.Dashboard.Ledger.Deciding;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>Checks what must always hold (I1-I6) on books in memory, from their entries alone.</summary>
internal static class BooksAudit
{
    public static void Check(MemoryBooks books)
    {
        var available = new Dictionary<long, long>();
        var overage = new Dictionary<long, long>();
        var reserved = new Dictionary<long, long>();
        var lots = new Dictionary<(AccountId, PurchaseId, BudgetPeriodId), long>();
        var sequences = new Dictionary<long, long>();
        var tenantSide = new Dictionary<(long Purchase, Bucket Bucket), long>();
        foreach (var transfer in books.Transfers.Values.OrderBy(transfer => transfer.Id.Value))
        {
            Assert.True(transfer.Amount.IsPositive);
            Assert.All(transfer.Entries.GroupBy(entry => entry.Purchase), group => Assert.Equal(0, group.Sum(e => e.Amount.MicroCredits)));
            foreach (var entry in transfer.Entries)
            {
                Assert.False(entry.Amount.IsZero);
                if (entry.Account is not { } account)
                {
                    Add(tenantSide, (entry.Purchase?.Value ?? 0, entry.Bucket), entry.Amount);
                    continue;
                }

                Assert.Equal(sequences.GetValueOrDefault(account.Value) + 1, entry.Sequence);
                sequences[account.Value] = entry.Sequence;
                var balance = Add(entry.Bucket switch { Bucket.Available => available, Bucket.Reserved => reserved, _ => overage }, account.Value, entry.Amount);
                Assert.Equal(balance, entry.BalanceAfter!.Value.MicroCredits);
                if (entry.Purchase is { } purchase)
                {
                    Add(lots, (account, purchase, entry.BudgetPeriod), entry.Amount);
                }

                var isLast = entry == transfer.Entries.Last(other => other.Account == account);
                Assert.Equal(isLast ? available.GetValueOrDefault(account.Value) : null, entry.AvailableAfter?.MicroCredits);
                Assert.Equal(isLast ? reserved.GetValueOrDefault(account.Value) : null, entry.ReservedAfter?.MicroCredits);
            }
        }

        CheckAccounts(books, available, overage, sequences);
        CheckBases(books);
        CheckHolds(books, reserved);
        CheckPurchases(books, lots, tenantSide);
        CheckTransfersAreGapless(books);
    }

    private static void CheckAccounts(
        MemoryBooks books, Dictionary<long, long> available, Dictionary<long, long> overage, Dictionary<long, long> sequences)
    {
        foreach (var account in books.Accounts.Values)
        {
            var id = account.Id.Value;
            Assert.False(account.Available.IsNegative || account.Reserved.IsNegative || account.Overage.IsNegative);
            Assert.Equal(available.GetValueOrDefault(id), account.Available.MicroCredits);
            Assert.Equal(-overage.GetValueOrDefault(id), account.Overage.MicroCredits);
            Assert.Equal(sequences.GetValueOrDefault(id), account.EntrySequence);
            var open = books.Overages.Values.Where(o => o.Account == account.Id).Sum(o => o.Amount.MicroCredits);
            Assert.Equal(open, account.Overage.MicroCredits);
        }
    }

    // From the meaning alone: balance, plus what usage took since the last transfer that set a base and stands.
    private static void CheckBases(MemoryBooks books)
    {
        foreach (var account in books.Accounts.Values)
        {
            var (posted, used) = (0L, 0L);
            var standing = new List<(Transfer By, bool Sets, long Used)>();
            foreach (var transfer in books.Transfers.Values.Where(t => t.Entries.Any(e => e.Account == account.Id)).OrderBy(t => t.Id.Value))
            {
                var moved = transfer.Entries.Where(e => e.Account == account.Id && e.Bucket != Bucket.Overage).Sum(e => e.Amount.MicroCredits);
                var change = transfer.From == account.Id ? transfer.Bases?.From.Change
                    : transfer.To == account.Id ? transfer.Bases?.To.Change : null;
                var undone = change == BaseChange.Undo ? standing.FindIndex(step => step.By.Id == transfer.Reverses) : -1;
                var counts = change is BaseChange.Set or BaseChange.Shift || undone >= 0;
                (posted, used) = (posted + moved, counts ? used : used - moved);
                if (undone >= 0)
                {
                    standing.RemoveAt(undone);
                }
                else if (counts)
                {
                    standing.Add((transfer, change == BaseChange.Set, used));
                }
            }

            var last = standing.FindLast(step => step.Sets);
            Assert.Equal(posted + used - last.Used, account.ReferenceBalance.MicroCredits);
            Assert.Equal(last.By?.Id, account.ReferenceTransfer);
        }
    }

    private static void CheckHolds(MemoryBooks books, Dictionary<long, long> reserved)
    {
        var held = books.Holds.Keys.Select(id => books.FindHold(id)!).Where(hold => hold.Stands).SelectMany(hold => hold.Shares)
            .GroupBy(share => share.Account).ToDictionary(group => group.Key, group => group.Sum(share => share.Amount.MicroCredits));
        foreach (var account in books.Accounts.Values)
        {
            Assert.Equal(reserved.GetValueOrDefault(account.Id.Value), account.Reserved.MicroCredits);
            Assert.Equal(held.GetValueOrDefault(account.Id), account.Reserved.MicroCredits);
            Assert.Equal(
                books.Lots.Values.Where(lot => lot.Account == account.Id).Sum(lot => lot.Reserved.MicroCredits), account.Reserved.MicroCredits);
        }
    }

    private static void CheckPurchases(
        MemoryBooks books, Dictionary<(AccountId, PurchaseId, BudgetPeriodId), long> lots, Dictionary<(long Purchase, Bucket Bucket), long> tenantSide)
    {
        Assert.Equal(lots.Keys.ToHashSet(), books.Lots.Values.Select(lot => (lot.Account, lot.Purchase, lot.BudgetPeriod)).ToHashSet());
        Assert.All(books.Lots.Values, lot => Assert.Equal(
            lots[(lot.Account, lot.Purchase, lot.BudgetPeriod)], (lot.Available + lot.Reserved).MicroCredits));
        Assert.All(books.Lots.Values, lot => Assert.False(lot.Spent.IsNegative));
        foreach (var purchase in books.Purchases.Values)
        {
            var id = purchase.Id.Value;
            var held = books.Lots.Values.Where(lot => lot.Purchase == purchase.Id).Sum(lot => (lot.Available + lot.Reserved).MicroCredits);
            var purchased = -tenantSide.GetValueOrDefault((id, Bucket.Purchased));
            Assert.Equal(purchase.IsReversed ? 0 : purchase.Amount.MicroCredits, purchased);
            Assert.Equal(tenantSide.GetValueOrDefault((id, Bucket.Spent)), purchase.Spent.MicroCredits);
            Assert.Equal(purchase.Spent.MicroCredits, books.Lots.Values.Where(lot => lot.Purchase == purchase.Id).Sum(lot => lot.Spent.MicroCredits));
            Assert.Equal(tenantSide.GetValueOrDefault((id, Bucket.Expired)), purchase.Expired.MicroCredits);
            Assert.Equal(purchased, held + purchase.Spent.MicroCredits + purchase.Expired.MicroCredits);
        }

        var used = books.Charges.Values.Sum(charge => charge.Amount.MicroCredits)
            - books.Transfers.Values.Where(transfer => transfer.Type == TransferType.Refund).Sum(transfer => transfer.Amount.MicroCredits);
        var paid = books.Purchases.Values.Sum(purchase => purchase.Spent.MicroCredits);
        Assert.Equal(used, paid + books.Accounts.Values.Sum(account => account.Overage.MicroCredits));
    }

    private static void CheckTransfersAreGapless(MemoryBooks books)
    {
        foreach (var tenant in books.Transfers.Keys.GroupBy(id => TenantScopedId.TenantOf(id.Value)))
        {
            var numbers = tenant.Select(id => TenantScopedId.NumberOf(id.Value)).Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        }
    }

    private static long Add<TKey>(Dictionary<TKey, long> sums, TKey key, Credits amount)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + amount.MicroCredits;
}
