using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>Checks on books in memory what must always hold of budgets, from the entries alone.</summary>
internal static class BudgetAudit
{
    public static void Check(MemoryBooks books)
    {
        foreach (var period in books.Periods.Values)
        {
            CheckPeriod(books, period);
        }

        foreach (var budget in books.Budgets.Values)
        {
            var own = books.Periods.Values.Where(period => period.Budget == budget.Id).OrderBy(period => period.Number).ToList();
            Assert.Equal(Enumerable.Range(1, budget.Periods), own.Select(period => period.Number));
            Assert.Equal(budget.Current, own.Count == 0 ? BudgetPeriodId.None : own[^1].Id);
            Assert.All(own.Zip(own.Skip(1)), pair => Assert.Equal(pair.First.EndsAt, pair.Second.StartsAt));
            Assert.All(own.SkipLast(1), period => Assert.True(period.IsClosed));
            Assert.Equal(budget.IsRunning, budget.NextAt is not null);
        }

        foreach (var account in books.Accounts.Values)
        {
            var running = books.RunningBudgetsOf(account.Id);
            var current = running.Select(budget => books.Periods.GetValueOrDefault(budget.Current)).OfType<BudgetPeriod>().ToList();
            Assert.Equal(current.Count(period => period.Runs), account.RunningBudgets);
            var instants = running.Select(budget => budget.NextAt).Concat(current.Select(period => period.WaitingSince));
            Assert.Equal(running.Count == 0 ? null : instants.Min(), account.NextBudgetAt);
        }
    }

    private static void CheckPeriod(MemoryBooks books, BudgetPeriod period)
    {
        var entries = books.Transfers.Values.SelectMany(transfer => transfer.Entries.Where(entry => entry.BudgetPeriod == period.Id)
            .Select(entry => (transfer.Cause, entry))).ToList();
        decimal Sum(Func<TransferCause?, bool> cause, Func<Entry, bool> entry) =>
            entries.Where(line => cause(line.Cause) && entry(line.entry)).Sum(line => line.entry.Amount.ToDecimal());
        Assert.Equal(period.Funded.ToDecimal(), Sum(cause => cause == TransferCause.BudgetFunding, entry => OnAccount(entry) && entry.Amount.IsPositive)
            + Sum(cause => cause == TransferCause.BudgetLowered, OnAccount));
        Assert.Equal(period.Returned.ToDecimal(), -Sum(cause => cause == TransferCause.BudgetReturn, OnAccount));
        Assert.Equal(period.CarriedIn.ToDecimal(), Sum(cause => cause == TransferCause.BudgetCarry, entry => OnAccount(entry) && entry.Amount.IsPositive));
        Assert.Equal(period.CarriedOut.ToDecimal(), -Sum(cause => cause == TransferCause.BudgetCarry, entry => OnAccount(entry) && entry.Amount.IsNegative));
        Assert.Equal(period.Expired.ToDecimal(), Sum(_ => true, entry => entry.Bucket == Bucket.Expired));
        var lots = books.Lots.Values.Where(lot => lot.BudgetPeriod == period.Id).ToList();
        Assert.Equal(lots.Sum(lot => lot.Spent.ToDecimal()), Sum(_ => true, entry => entry.Bucket == Bucket.Spent));
        Assert.All(lots, lot =>
        {
            var expires = books.Purchases[lot.Purchase].ExpiresAt;
            Assert.Equal(period.Account, lot.Account);
            Assert.Equal(expires < period.EndsAt ? expires : period.EndsAt, lot.EndsAt);
        });
        if (period.IsClosed)
        {
            Assert.All(lots, lot => Assert.True(lot.Available.IsZero));
        }
    }

    private static bool OnAccount(Entry entry) => entry.Account is not null;
}
