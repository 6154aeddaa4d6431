using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

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
            var lane = LaneOf(pending);
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

    /// <summary>
    /// Takes postings back that a batch could not decide yet. Each goes before what else its tenant has in its lane; its tenant waits
    /// for its turn again. Not bounded: they were in the queue before.
    /// </summary>
    public void Return(IReadOnlyList<PendingPosting> undecided)
    {
        if (undecided.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            for (var i = undecided.Count - 1; i >= 0; i--)
            {
                undecided[i].Return();
                LaneOf(undecided[i]).AddFirst(undecided[i]);
            }
        }
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

    private TurnTaking LaneOf(PendingPosting pending) => pending.Posting.Lane == Lane.Interactive ? _interactive : _bulk;

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
        private readonly Dictionary<TenantId, TenantQueue> _waiting = [];
        private readonly Queue<TenantId> _turns = new();

        public int Count { get; private set; }

        public void Add(PendingPosting pending)
        {
            QueueOf(pending).Later.Enqueue(pending);
            Count++;
        }

        public void AddFirst(PendingPosting pending)
        {
            QueueOf(pending).Returned.Push(pending);
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

        private TenantQueue QueueOf(PendingPosting pending)
        {
            var tenant = pending.Posting.Tenant;
            if (!_waiting.TryGetValue(tenant, out var own))
            {
                _waiting.Add(tenant, own = new());
                _turns.Enqueue(tenant);
            }

            return own;
        }
    }

    /// <summary>A tenant's postings in a lane: first those that a batch gave back, then the others as they came.</summary>
    private sealed class TenantQueue
    {
        public Stack<PendingPosting> Returned { get; } = new();

        public Queue<PendingPosting> Later { get; } = new();

        public int Count => Returned.Count + Later.Count;

        public PendingPosting Dequeue() => Returned.Count > 0 ? Returned.Pop() : Later.Dequeue();
    }
}

/// <summary>A posting whose caller waits. It is either cancelled while it waits or done as a whole, never half.</summary>
/// <param name="posting">What is posted.</param>
/// <param name="trace">The posting's place in a trace; default where it is not traced.</param>
internal sealed class PendingPosting(Posting posting, ActivityContext trace = default)
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<PostingResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;
    private CancellationToken _token;
    private volatile bool _isGivenUp;
    private Activity? _commit;

    public Posting Posting { get; } = posting;

    /// <summary>The posting's key and request, hashed by the caller's thread.</summary>
    public OperationMark Mark { get; } = posting.Mark();

    public Task<PostingResult> Completion => _completion.Task;

    /// <summary>Takes it for a batch; false when the caller gave up before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>The batch that took it could not decide it yet: it waits again, unless its caller gave up meanwhile.</summary>
    public void Return()
    {
        _commit?.Stop();
        _commit = null;
        Interlocked.CompareExchange(ref _state, Waiting, Started);
        if (_isGivenUp)
        {
            TryCancel();
        }
    }

    /// <summary>The caller gives up; without effect where a batch has it and decides it.</summary>
    public void Cancel(CancellationToken token)
    {
        _token = token;
        _isGivenUp = true;
        TryCancel();
    }

    /// <summary>The writer begins to decide it; said again where a batch is written again.</summary>
    public void Begin() => _commit ??= LedgerTrace.StartCommit(trace);

    public void Complete(PostingResult result)
    {
        _commit?.Stop();
        _completion.TrySetResult(result);
    }

    public void Fail(Exception exception)
    {
        _commit?.SetStatus(ActivityStatusCode.Error).Stop();
        _completion.TrySetException(exception);
    }

    private void TryCancel()
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(_token);
        }
    }
}
