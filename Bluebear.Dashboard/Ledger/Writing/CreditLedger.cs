using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>The only way to change the books: every movement of every tenant passes through its single writer.</summary>
/// <remarks>
/// Callers on any number of threads wait in a bounded queue. The writer takes the waiting postings, decides them, and makes them
/// durable with one commit (group commit). It answers a posting only after its commit. A posting is done as a whole or not at
/// all, and once for each operation key, even after failures and repeats.
/// </remarks>
public sealed class CreditLedger : IAsyncDisposable
{
    /// <summary>The number of postings that can wait in each lane.</summary>
    public const int QueueCapacity = 4096;

    /// <summary>The largest number of postings in one commit.</summary>
    public const int BatchSize = 256;

    private readonly LedgerQueue _queue;
    private readonly BatchWriter _writer;
    private readonly IPostingObserver[] _observers;
    private readonly ILogger<CreditLedger> _logger;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Thread> _thread;

    /// <summary>Makes the ledger over a store; the writer starts with the first posting.</summary>
    public CreditLedger(
        ILedgerStore store, TimeProvider clock, IEnumerable<IPostingObserver> observers, ILogger<CreditLedger> logger)
        : this(store, clock, observers, logger, QueueCapacity)
    {
    }

    internal CreditLedger(
        ILedgerStore store, TimeProvider clock, IEnumerable<IPostingObserver> observers, ILogger<CreditLedger> logger, int capacity)
    {
        _queue = new(capacity);
        _observers = [.. observers];
        _writer = new(store, clock, _observers, logger);
        _logger = logger;
        _thread = new(Start);
    }

    /// <summary>The number of postings that wait now.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Posts an operation. If its key was posted before, returns what it did the first time.</summary>
    /// <param name="posting">What, who, why and the key.</param>
    /// <param name="cancellation">
    /// Stops waiting. If the writer has not taken the posting yet, nothing is done. Otherwise it is done and answered.
    /// </param>
    /// <returns>
    /// <see cref="PostingResult.Refused"/> with <see cref="RefusalReason.Unavailable"/> if the queue is full, the application is
    /// stopping or the database cannot be written. The same key may then be posted again.
    /// </returns>
    public async Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(posting);
        cancellation.ThrowIfCancellationRequested();
        using var trace = LedgerTrace.StartPosting(posting);
        var pending = new PendingPosting(posting, trace?.Context ?? default);
        _ = _thread.Value;
        if (!_queue.TryAdd(pending))
        {
            return Tell(posting, new PostingResult.Refused(new(RefusalReason.Unavailable)));
        }

        await using var registration = cancellation.Register(() => pending.Cancel(cancellation));
        return Tell(posting, await pending.Completion);
    }

    /// <summary>Takes no more postings, finishes the waiting ones, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        if (_thread.IsValueCreated)
        {
            await _drained.Task;
        }
    }

    private PostingResult Tell(Posting posting, PostingResult result)
    {
        if (result is PostingResult.Refused { Refusal.Reason: var reason } && !posting.IsDryRun)
        {
            Array.ForEach(_observers, observer => observer.OnRefused(reason));
        }

        return result;
    }

    private Thread Start()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "Ledger writer" };
        thread.UnsafeStart();
        return thread;
    }

    private void Run()
    {
        try
        {
            var returns = default(LedgerQueue.Returns);
            while (_queue.Take(BatchSize) is { Count: > 0 } batch)
            {
                var waiting = _writer.Write(batch, more => _queue.TopUp(more, BatchSize, returns));
                _queue.Return(waiting);
                returns = _queue.Expect(batch.Count - waiting.Count);
                _queue.AwaitFirst(returns);
            }
        }
        catch (Exception exception)
        {
            _logger.LogCritical(exception, "The ledger's writer has ended; nothing can be posted until the application restarts.");
            throw;
        }
        finally
        {
            _drained.TrySetResult();
        }
    }
}
