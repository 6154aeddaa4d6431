using System.Diagnostics;

namespace Bluebear.Dashboard.Ledger;

/// <summary>What waits for the writer: two lanes, in each of which the tenants take turns, and a bound on the whole.</summary>
/// <remarks>Safe for many threads that add and one that takes.</remarks>
internal sealed class LedgerQueue(int capacityPerLane)
{
    private const int NeverSleep = -1;

    // Of a batch: what bulk gets at least, and at most, where it has as much.
    private const int LeastBulk = 8;
    private const int MostBulk = 2;

    // An object, not a Lock: the writer waits on it.
    private readonly object _gate = new();
    private readonly TurnTaking _interactive = new();
    private readonly TurnTaking _bulk = new();
    private bool _closed;

    /// <summary>Postings that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _interactive.Count + _bulk.Count;
            }
        }
    }

    /// <summary>Adds a posting; false when its lane is full or the queue closed.</summary>
    public bool TryAdd(PendingPosting pending)
    {
        lock (_gate)
        {
            var lane = pending.Posting.Lane == Lane.Interactive ? _interactive : _bulk;
            if (_closed || lane.Count >= capacityPerLane)
            {
                return false;
            }

            lane.Add(pending);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>
    /// Takes what waits, up to a batch: interactive first, bulk at least an eighth of the batch and at most half of it, as far as it
    /// has as much. Waits until something is there; empty once the queue is closed and drained.
    /// </summary>
    public List<PendingPosting> Take(int batchSize)
    {
        lock (_gate)
        {
            while (true)
            {
                var batch = TakeNow(batchSize);
                if (batch.Count > 0 || _closed)
                {
                    return batch;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Callers who were just answered and may come back at once, with those who wait already: who could share a commit.</summary>
    /// <param name="answered">Callers answered by the batch that has just ended.</param>
    public Returns Expect(int answered) => new(answered, Count + answered, Stopwatch.GetTimestamp());

    /// <summary>Gives callers who were just answered a moment until the first is back.</summary>
    public void AwaitFirst(Returns returns)
    {
        for (var spin = default(SpinWait); Count == 0 && returns.MayCome;)
        {
            spin.SpinOnce(NeverSleep);
        }
    }

    /// <summary>
    /// Adds to a batch whose postings are decided, but not written yet, the interactive ones that came meanwhile; false where there
    /// are none, after a moment for those who may still come.
    /// </summary>
    /// <remarks>
    /// Callers in a loop otherwise fall into two halves that wait for each other's commits, each half as large as it could be. Who was
    /// alone does not wait.
    /// </remarks>
    public bool TopUp(List<PendingPosting> batch, int batchSize, Returns returns)
    {
        var before = batch.Count;
        for (var spin = default(SpinWait); before < Math.Min(returns.Expected, batchSize) && InteractiveCount == 0 && returns.MayCome;)
        {
            spin.SpinOnce(NeverSleep);
        }

        lock (_gate)
        {
            _interactive.Take(batch, batchSize);
        }

        return batch.Count > before;
    }

    /// <summary>Refuses what comes from now on; what waits is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private int InteractiveCount
    {
        get
        {
            lock (_gate)
            {
                return _interactive.Count;
            }
        }
    }

    private List<PendingPosting> TakeNow(int batchSize)
    {
        var batch = new List<PendingPosting>();
        _interactive.Take(batch, batchSize - Math.Min(_bulk.Count, batchSize / LeastBulk));
        _bulk.Take(batch, Math.Min(batch.Count + (batchSize / MostBulk), batchSize));
        return batch;
    }

    /// <summary>Callers who may come back: how many, and for how long it is worth while to wait for them.</summary>
    /// <param name="Answered">Who was answered.</param>
    /// <param name="Expected">They and those who waited already.</param>
    /// <param name="Since">When they were answered.</param>
    public readonly record struct Returns(int Answered, int Expected, long Since)
    {
        private static readonly TimeSpan PatiencePerCaller = TimeSpan.FromMicroseconds(10);

        /// <summary>True while one may come: ten microseconds for each, a millisecond at most, and not for one alone.</summary>
        public bool MayCome => Answered > 1 && Stopwatch.GetElapsedTime(Since) < PatiencePerCaller * Math.Min(Answered, 100);
    }

    /// <summary>One lane: a queue a tenant, served in turn.</summary>
    private sealed class TurnTaking
    {
        private readonly Dictionary<TenantId, Queue<PendingPosting>> _waiting = [];
        private readonly Queue<TenantId> _turns = new();

        public int Count { get; private set; }

        public void Add(PendingPosting pending)
        {
            if (!_waiting.TryGetValue(pending.Posting.Tenant, out var own))
            {
                _waiting.Add(pending.Posting.Tenant, own = new());
            }

            if (own.Count == 0)
            {
                _turns.Enqueue(pending.Posting.Tenant);
            }

            own.Enqueue(pending);
            Count++;
        }

        /// <summary>Moves what waits into a batch until it has so many.</summary>
        public void Take(List<PendingPosting> batch, int upTo)
        {
            while (batch.Count < upTo && Count > 0)
            {
                var tenant = _turns.Dequeue();
                var own = _waiting[tenant];
                var pending = own.Dequeue();
                Count--;
                if (own.Count > 0)
                {
                    _turns.Enqueue(tenant);
                }
                else
                {
                    _waiting.Remove(tenant);
                }

                if (pending.TryStart())
                {
                    batch.Add(pending);
                }
            }
        }
    }
}

/// <summary>A posting whose caller waits. It is either cancelled while it waits or done as a whole, never half.</summary>
internal sealed class PendingPosting(Posting posting)
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<PostingResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    public Posting Posting { get; } = posting;

    /// <summary>The posting's key and request, hashed by the caller's thread.</summary>
    public OperationMark Mark { get; } = posting.Mark();

    public Task<PostingResult> Completion => _completion.Task;

    /// <summary>Takes it for a batch; false when the caller gave up before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>The caller gives up; without effect once a batch has it.</summary>
    public void Cancel(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(token);
        }
    }

    public void Complete(PostingResult result) => _completion.TrySetResult(result);

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
