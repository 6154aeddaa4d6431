using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>What has fallen due is done before anything is decided, a bounded part of it in each batch.</summary>
public sealed class DueWorkTests : IAsyncDisposable
{
    private const int DueHolds = 20_000;

    private readonly LedgerBench _bench = new();
    private readonly MemoryStore _store;
    private readonly ManualClock _clock;
    private readonly CreditLedger _ledger;
    private readonly TenantId _other;

    public DueWorkTests()
    {
        _other = _bench.Books.AddTenant(2, CreditMode.WorkspaceBudget);
        _store = new(_bench.Books);
        _clock = new(_bench.Now);
        _ledger = new(_store, _clock, [], NullLogger<CreditLedger>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Resume();
        await _ledger.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task PostAsync_BehindTwentyThousandDueHolds_OthersAreAnsweredAtOnceAndItsOwnAnswerIsExact_H3()
    {
        var workspace = HoldEverything(DueHolds);
        _store.Pause();
        var own = _ledger.PostAsync(Posting(LedgerBench.Tenant, new MoveCredits(workspace, _bench.Primary, null)));
        SpinWait.SpinUntil(() => _ledger.Waiting == 0, TimeSpan.FromSeconds(10));
        var second = _ledger.PostAsync(Posting(LedgerBench.Tenant, new ReserveCredits(Credits.FromCredits(1), new() { Workspace = workspace })));
        var other = _ledger.PostAsync(Posting(_other, new RecordPurchase(Credits.FromCredits(1), "INV")));
        var commitsBefore = 0;
        var answered = other.ContinueWith(_ => commitsBefore = _store.Commits, TaskContinuationOptions.ExecuteSynchronously);
        _store.Resume();

        Assert.IsType<PostingResult.Posted>(await other);
        await answered;
        var moved = Assert.IsType<PostingResult.Posted>(await own).Receipt;
        Assert.Equal(RefusalReason.CreditsExhausted, Assert.IsType<PostingResult.Refused>(await second).Refusal.Reason);

        Assert.InRange(commitsBefore, 1, 8);
        Assert.True(_store.BatchSizes.Max() <= DueAllowance.PerBatch + 2, $"a batch had {_store.BatchSizes.Max()} transfers");
        Assert.Equal(DueHolds, Assert.Single(moved.Transfers).Amount.ToDecimal());
        Assert.Equal(DueHolds, ReleasesBefore(moved.Transfers[0].Id));
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public async Task PostAsync_CatchUpFailsHalfway_GoesOnWhereItWasAndEndsEachHoldOnce_H3()
    {
        var workspace = HoldEverything(3 * DueAllowance.PerTenant);
        _store.BeforeCommit = static commits => Throw(commits == 1);
        var posting = Posting(LedgerBench.Tenant, new MoveCredits(workspace, _bench.Primary, null));
        Assert.Equal(RefusalReason.Unavailable, Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(posting)).Refusal.Reason);
        Assert.Equal(DueAllowance.PerTenant, ReleasesBefore(new(long.MaxValue)));
        _store.BeforeCommit = static _ => { };

        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(posting));

        Assert.Equal(3 * DueAllowance.PerTenant, ReleasesBefore(new(long.MaxValue)));
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public async Task PostAsync_SeveralOfATenantThatIsBehind_AreDecidedInTheirOrder_H3()
    {
        var workspace = HoldEverything(2 * DueAllowance.PerTenant);
        _store.Pause();
        var posts = Enumerable.Range(0, 20).Select(i => _ledger.PostAsync(Posting(LedgerBench.Tenant,
            new MoveCredits(workspace, _bench.Primary, Credits.FromCredits(1))))).ToList();
        _store.Resume();

        var ids = (await Task.WhenAll(posts)).Select(result => Assert.IsType<PostingResult.Posted>(result).Receipt.Transfers[0].Id.Value).ToList();

        Assert.Equal(ids.Order(), ids);
        BooksAudit.Check(_bench.Books);
    }

    [Fact]
    public async Task PostAsync_CancelledWhileItsTenantIsBehind_IsNeverDone_H3()
    {
        var workspace = HoldEverything(4 * DueAllowance.PerTenant);
        using var cancellation = new CancellationTokenSource();
        _store.BeforeBegin = () =>
        {
            if (_store.Begins == 2)
            {
                cancellation.Cancel();
            }
        };
        var posting = Posting(LedgerBench.Tenant, new MoveCredits(workspace, _bench.Primary, null));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _ledger.PostAsync(posting, cancellation.Token));
        await _ledger.DisposeAsync();
        Assert.Equal(1, _bench.Books.Transfers.Values.Count(static transfer => transfer.Type == TransferType.Allocation));
    }

    [Fact]
    public async Task PostAsync_OnAccountsWithManyEndedLots_PostsThemInParts_H3()
    {
        var workspaces = EndedLots(accounts: 6, lots: DueAllowance.PerTenant / 4);
        var moves = workspaces.Select(id => new MoveCredits(_bench.Primary, id, Credits.FromCredits(1))).ToList();
        var result = await _ledger.PostAsync(Posting(LedgerBench.Tenant, new MoveCreditsTogether(moves)));

        Assert.Equal(6, Assert.IsType<PostingResult.Posted>(result).Receipt.Transfers.Count);
        Assert.True(_store.BatchSizes.Max() <= DueAllowance.PerTenant + 6, $"a batch had {_store.BatchSizes.Max()} transfers");
        Assert.Equal(6 * (DueAllowance.PerTenant / 4), _bench.Books.Transfers.Values.Count(static transfer => transfer.Type == TransferType.Expiry));
        BooksAudit.Check(_bench.Books);
    }

    // Each hold has one credit of its workspace, which has no other; all of them are due an hour later.
    private AccountId HoldEverything(int holds)
    {
        var workspace = _bench.Open("A");
        _bench.Buy(holds);
        _bench.Do(new MoveCredits(_bench.Primary, workspace, null));
        for (var i = 0; i < holds; i++)
        {
            _bench.Reserve(workspace, 1);
            if (i % 200 == 0)
            {
                _bench.Commit();
            }
        }

        _bench.Commit();
        _clock.Advance(TimeSpan.FromHours(1));
        return workspace;
    }

    private List<AccountId> EndedLots(int accounts, int lots)
    {
        var workspaces = Enumerable.Range(0, accounts).Select(i => _bench.Open($"A{i}")).ToList();
        for (var i = 0; i < lots; i++)
        {
            _bench.Buy(accounts, _bench.Now.AddMinutes(i + 1));
            workspaces.ForEach(id => _bench.Do(new MoveCredits(_bench.Primary, id, Credits.FromCredits(1))));
        }

        _bench.Buy(accounts);
        _bench.Commit();
        _clock.Advance(TimeSpan.FromDays(1));
        return workspaces;
    }

    private int ReleasesBefore(TransferId id) =>
        _bench.Books.Transfers.Values.Count(transfer => transfer.Type == TransferType.Release && transfer.Id.Value < id.Value);

    private static void Throw(bool when)
    {
        if (when)
        {
            throw new LedgerUnavailableException("disk");
        }
    }

    private static Posting Posting(TenantId tenant, Movement movement) =>
        new() { Tenant = tenant, Movement = movement, Actor = "test", Key = OperationKey.New() };
}
