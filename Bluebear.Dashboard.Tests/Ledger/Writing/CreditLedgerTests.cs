using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Writing;

public sealed class CreditLedgerTests : IAsyncDisposable
{
    private static readonly TenantId First = new(1);
    private static readonly TenantId Second = new(2);

    private readonly MemoryBooks _books = MemoryBooks.WithTenant(1);
    private readonly MemoryStore _store;
    private readonly Heard _heard = new();
    private readonly CreditLedger _ledger;

    public CreditLedgerTests()
    {
        _books.AddTenant(2, CreditMode.WorkspaceBudget);
        _store = new(_books);
        _ledger = new(_store, TimeProvider.System, [_heard], NullLogger<CreditLedger>.Instance, capacity: 40);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Resume();
        await _ledger.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task PostAsync_ManyAtOnce_SharesCommitsAndTellsObserversAfterwards()
    {
        _store.Pause();
        var posts = Enumerable.Range(0, 30).Select(i => _ledger.PostAsync(Buy(First, $"k{i}"))).ToList();
        _store.Resume();
        Assert.All(await Task.WhenAll(posts), result => Assert.IsType<PostingResult.Posted>(result));
        Assert.InRange(_store.Commits, 1, 2);
        Assert.Equal(30, _heard.Transfers);
        Assert.Equal(30, _books.Accounts[_books.Heads[First].Primary].Available.ToDecimal());
    }

    [Fact]
    public async Task PostAsync_OneKeyFromManyThreads_HasOneEffectAndEqualAnswers()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => _ledger.PostAsync(Buy(First, "same")))));
        Assert.Single(results.OfType<PostingResult.Posted>());
        Assert.Single(results.Select(result => result.ReceiptOrNull!.Transfers.Single().Id).Distinct());
        Assert.Single(_books.Transfers);
    }

    [Fact]
    public async Task PostAsync_QueueFull_IsRefusedAtOnceAndMayBeTriedAgain()
    {
        _store.Pause();
        var first = _ledger.PostAsync(Buy(First, "first"));
        SpinWait.SpinUntil(() => _ledger.Waiting == 0, TimeSpan.FromSeconds(10));
        var waiting = Enumerable.Range(0, 40).Select(i => _ledger.PostAsync(Buy(First, $"k{i}"))).ToList();
        var refused = Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy(First, "late")));
        Assert.Equal(RefusalReason.Unavailable, refused.Refusal.Reason);
        _store.Resume();
        await Task.WhenAll([.. waiting, first]);
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Buy(First, "late")));
    }

    [Fact]
    public async Task PostAsync_CancelledWhileWaiting_IsNeverDone()
    {
        _store.Pause();
        var first = _ledger.PostAsync(Buy(First, "first"));
        SpinWait.SpinUntil(() => _ledger.Waiting == 0, TimeSpan.FromSeconds(10));
        using var cancellation = new CancellationTokenSource();
        var waiting = _ledger.PostAsync(Buy(First, "waiting"), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _store.Resume();
        await first;
        await _ledger.DisposeAsync();
        Assert.Single(_books.Transfers);
    }

    [Fact]
    public async Task PostAsync_CancelledOnceTaken_IsDoneAndAnswered()
    {
        _store.Pause();
        using var cancellation = new CancellationTokenSource();
        var taken = _ledger.PostAsync(Buy(First, "taken"), cancellation.Token);
        SpinWait.SpinUntil(() => _ledger.Waiting == 0, TimeSpan.FromSeconds(10));
        await cancellation.CancelAsync();
        _store.Resume();
        Assert.IsType<PostingResult.Posted>(await taken);
    }

    [Fact]
    public async Task DisposeAsync_WithPostingsWaiting_FinishesThemAndRefusesLaterOnes()
    {
        _store.Pause();
        var posts = Enumerable.Range(0, 20).Select(i => _ledger.PostAsync(Buy(First, $"k{i}"))).ToList();
        var closing = _ledger.DisposeAsync();
        _store.Resume();
        await closing;
        Assert.All(posts, post => Assert.IsType<PostingResult.Posted>(post.Result));
        Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy(First, "late")));
    }

    [Fact]
    public async Task PostAsync_OneRefusedInABatch_SpoilsNothingElse()
    {
        _store.Pause();
        var good = _ledger.PostAsync(Buy(First, "a"));
        var bad = _ledger.PostAsync(Posting(First, "b", new RecordPurchase(Credits.Zero, "INV")));
        var also = _ledger.PostAsync(Buy(First, "c"));
        _store.Resume();
        Assert.IsType<PostingResult.Posted>(await good);
        Assert.IsType<PostingResult.Refused>(await bad);
        Assert.IsType<PostingResult.Posted>(await also);
        Assert.Equal(2, _books.Transfers.Count);
    }

    [Fact]
    public async Task PostAsync_DatabaseRefusesOne_TheOthersAreDecidedAgainAlone()
    {
        _store.OnWrite = changes =>
        {
            if (changes.Purchases.Any(purchase => purchase.Reference == "poison"))
            {
                throw new LedgerConflictException("no");
            }
        };
        _store.Pause();
        var posts = Enumerable.Range(0, 5).Select(i => _ledger.PostAsync(Buy(First, $"k{i}"))).ToList();
        var poison = _ledger.PostAsync(Posting(First, "poison", new RecordPurchase(Credits.FromCredits(1), "poison")));
        _store.Resume();
        Assert.All(await Task.WhenAll(posts), result => Assert.IsType<PostingResult.Posted>(result));
        await Assert.ThrowsAsync<LedgerConflictException>(() => poison);
        Assert.Equal(5, _books.Transfers.Count);
        BooksAudit.Check(_books);
    }

    [Fact]
    public async Task PostAsync_CommitFailsWithoutEffect_IsUnavailableAndMayBeTriedAgain()
    {
        _store.BeforeCommit = static commits => Throw(commits == 0, "disk");
        var first = Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Equal((RefusalReason.Unavailable, 1), (first.Refusal.Reason, _store.Resets));
        _store.BeforeCommit = static _ => { };
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Single(_books.Transfers);
        BooksAudit.Check(_books);
    }

    [Fact]
    public async Task PostAsync_CommitFailsAfterTheEffect_IsFoundByItsKey()
    {
        _store.AfterCommit = static commits => Throw(commits == 0, "connection lost");
        Assert.IsType<PostingResult.AlreadyPosted>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Single(_books.Transfers);
    }

    [Fact]
    public async Task PostAsync_BatchCannotBegin_IsUnavailableWithoutASecondWait()
    {
        _store.BeforeBegin = static () => Throw(true, "locked");
        var refused = Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Equal((RefusalReason.Unavailable, 1, 1), (refused.Refusal.Reason, _store.Begins, _store.Resets));
        _store.BeforeBegin = static () => { };
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Buy(First, "k")));
    }

    [Fact]
    public async Task PostAsync_AnotherProcessWritesTheDatabase_TellsEveryCallerSoAtOnce()
    {
        _store.BeforeBegin = static () => throw new IOException("in use by process 1");
        _store.Pause();
        var first = _ledger.PostAsync(Buy(First, "first"));
        SpinWait.SpinUntil(() => _ledger.Waiting == 0, TimeSpan.FromSeconds(10));
        var posts = Enumerable.Range(0, 20).Select(i => _ledger.PostAsync(Buy(First, $"k{i}"))).Prepend(first).ToList();
        _store.Resume();
        foreach (var post in posts)
        {
            Assert.Equal("in use by process 1", (await Assert.ThrowsAsync<IOException>(() => post)).Message);
        }

        Assert.Equal(2, _store.Begins);
    }

    [Fact]
    public async Task PostAsync_OutcomeCannotBeFoundOut_IsUnavailableAndTheWriterGoesOn()
    {
        _store.AfterCommit = static commits => Throw(commits == 0, "connection lost");
        _store.BeforeBegin = () =>
        {
            if (_store.Begins == 2)
            {
                throw new IOException("no lock file");
            }
        };
        var refused = Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Equal(RefusalReason.Unavailable, refused.Refusal.Reason);
        Assert.IsType<PostingResult.AlreadyPosted>(await _ledger.PostAsync(Buy(First, "k")));
    }

    [Fact]
    public async Task PostAsync_ObserverFails_IsPostedAllTheSame()
    {
        _heard.Fails = true;
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Buy(First, "k")));
        Assert.Single(_books.Transfers);
    }

    [Fact]
    public void Take_ManyTenantsAndLanes_TakesTurnsAndGivesBulkAtMostHalf()
    {
        var queue = new LedgerQueue(100);
        for (var i = 0; i < 20; i++)
        {
            queue.TryAdd(new(Buy(First, $"bulk{i}") with { Lane = Lane.Bulk }));
            queue.TryAdd(new(Buy(First, $"a{i}")));
        }

        queue.TryAdd(new(Buy(Second, "b")));
        var batch = queue.Take(30);
        Assert.Equal(Second, batch[1].Posting.Tenant);
        Assert.Equal(21, batch.Count(pending => pending.Posting.Lane == Lane.Interactive));
        Assert.Equal(9, batch.Count(pending => pending.Posting.Lane == Lane.Bulk));
        Assert.Equal(11, queue.Take(22).Count);
    }

    [Fact]
    public void Take_InteractiveLaneFull_StillTakesAFairShareOfBulk_H12()
    {
        var queue = new LedgerQueue(1_000);
        for (var i = 0; i < 600; i++)
        {
            queue.TryAdd(new(Buy(First, $"a{i}")));
            queue.TryAdd(new(Buy(Second, $"bulk{i}") with { Lane = Lane.Bulk }));
        }

        for (var batches = 1; batches <= 2; batches++)
        {
            var batch = queue.Take(CreditLedger.BatchSize);
            Assert.Equal(CreditLedger.BatchSize, batch.Count);
            Assert.Equal(CreditLedger.BatchSize / 8, batch.Count(static pending => pending.Posting.Lane == Lane.Bulk));
        }
    }

    [Fact]
    public void TopUp_OfABatch_TakesWhoCameMeanwhileUpToItsSizeAndNoBulk()
    {
        var queue = new LedgerQueue(100);
        queue.TryAdd(new(Buy(First, "first")));
        var batch = queue.Take(4);
        queue.TryAdd(new(Buy(First, "bulk") with { Lane = Lane.Bulk }));
        for (var i = 0; i < 5; i++)
        {
            queue.TryAdd(new(Buy(Second, $"later{i}")));
        }

        Assert.True(queue.TopUp(batch, 4, default));
        Assert.False(queue.TopUp(batch, 4, default));

        Assert.Equal(["first", "later0", "later1", "later2"], batch.Select(pending => pending.Posting.Key.Value));
        Assert.Equal(3, queue.Count);
    }

    private static void Throw(bool when, string message)
    {
        if (when)
        {
            throw new LedgerUnavailableException(message);
        }
    }

    private static Posting Buy(TenantId tenant, string key) =>
        Posting(tenant, key, new RecordPurchase(Credits.FromCredits(1), "INV"));

    private static Posting Posting(TenantId tenant, string key, Movement movement) =>
        new() { Tenant = tenant, Movement = movement, Actor = "test", Key = new(key) };

    private sealed class Heard : IPostingObserver
    {
        private int _transfers;

        public int Transfers => _transfers;

        public bool Fails { get; set; }

        public void OnCommitted(LedgerCommit commit)
        {
            Interlocked.Add(ref _transfers, commit.Transfers.Count);
            if (Fails)
            {
                throw new InvalidOperationException("deaf");
            }
        }
    }
}
