using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>A long sleep or a clock that jumps ahead: every period happens once, a bounded part of them in each batch.</summary>
public sealed class BudgetCatchUpTests : IAsyncDisposable
{
    private const int Weeks = 52;

    private readonly LedgerBench _bench = new();
    private readonly MemoryStore _store;
    private readonly ManualClock _clock;
    private readonly CreditLedger _ledger;

    public BudgetCatchUpTests()
    {
        _store = new(_bench.Books);
        _clock = new(_bench.Now);
        _ledger = new(_store, _clock, [], NullLogger<CreditLedger>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task PostAsync_AfterAYear_FundsEachWeekOnceInBoundedBatches_F28()
    {
        const int Budgets = 8;
        var account = _bench.Open("A");
        _bench.Buy(1_000);
        var planned = Enumerable.Range(0, Budgets).Select(_ => _bench.Plan(account, 10, BudgetKind.Weekly, static plan => plan with { Day = null })).ToList();
        _bench.Commit();
        _clock.Advance(TimeSpan.FromDays(7 * Weeks));

        await PostAsync(new RecordPurchase(Cr(1), "INV-2"));
        await PostAsync(new FundBudgets(account, 1_000));

        foreach (var budget in planned)
        {
            var periods = _bench.Books.Periods.Values.Where(period => period.Budget == budget).OrderBy(period => period.Number).ToList();
            Assert.Equal(Enumerable.Range(1, periods.Count), periods.Select(static period => period.Number));
            Assert.Equal(periods.Skip(1).Select(static period => period.StartsAt), periods.SkipLast(1).Select(static period => period.EndsAt));
            Assert.InRange(periods.Count, Weeks, Weeks + 1);
            Assert.All(periods, static period => Assert.Equal(Cr(10), period.Funded));
        }

        Assert.True(_store.BatchSizes.Max() <= DueAllowance.PerTenant + (2 * Budgets), $"a batch had {_store.BatchSizes.Max()} transfers");
        Assert.True(_store.Commits > 2, $"{_store.Commits} commits");
        Assert.Equal(Cr(10 * Budgets), _bench.Books.Accounts[account].Available);
        BooksAudit.Check(_bench.Books);
        BudgetAudit.Check(_bench.Books);
    }

    private static Credits Cr(decimal credits) => BudgetBench.Cr(credits);

    private async Task PostAsync(Movement movement) => Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(
        new() { Tenant = LedgerBench.Tenant, Movement = movement, Actor = "test", Key = OperationKey.New() }));
}
