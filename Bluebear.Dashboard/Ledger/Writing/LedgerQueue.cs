using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>
/// The postings that wait for the writer: two lanes, in which the tenants take turns, and a limit on the whole.
/// </summary>
/// <remarks>Safe for many threads that add and one thread that takes.</remarks>
internal sealed class LedgerQueue(int capacityPerLane)
{
    private const int NeverSleep = -1;

    // The bulk lane's share of a batch, if it has that many: the least and the most.
    private const int LeastBulk = 8;
    private const int MostBulk = 2;

    // An object, not a Lock: the writer waits on it.
    private readonly object _gate = new();
    private readonly TurnTaking _interactive = new();
    private readonly TurnTaking _bulk = new();
    private bool _closed;

    /// <summary>The number of waiting postings.</summary>
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

    /// <summary>Adds a posting. False if its lane is full or the queue is closed.</summary>
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
    /// Takes waiting postings, up to a batch: interactive ones first; bulk gets at least an eighth and at most half of the batch
    /// if it has that many. Waits until there is a posting. Returns an empty list once the queue is closed and empty.
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

    /// <summary>
    /// The callers who could share the next commit: those just answered, who may come back at once, and those who already wait.
    /// </summary>
    /// <param name="answered">The number of callers answered by the batch that has just ended.</param>
    public Returns Expect(int answered) => new(answered, Count + answered, Stopwatch.GetTimestamp());

    /// <summary>Waits a moment until the first of the callers just answered is back.</summary>
    public void AwaitFirst(Returns returns)
    {
        for (var spin = default(SpinWait); Count == 0 && returns.MayCome;)
        {
            spin.SpinOnce(NeverSleep);
        }
    }

    /// <summary>
    /// Adds interactive postings that came meanwhile to a batch that is decided but not written yet. Waits a moment for those who
    /// may still come. False if there are none.
    /// </summary>
    /// <remarks>
    /// Otherwise callers in a loop split into two halves that wait for each other's commits, and each batch is half as large as
    /// it could be. A single caller does not wait.
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
    /// Puts back postings that a batch could not decide yet. Each goes before the other postings of its tenant in its lane; the
    /// tenant waits for its turn again. Has no limit, because the postings were in the queue before.
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

    /// <summary>Refuses new postings. Waiting ones are still taken.</summary>
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

    /// <summary>Callers who may come back: how many, and since when.</summary>
    /// <param name="Answered">The number of callers that were answered.</param>
    /// <param name="Expected">These and the callers who already waited.</param>
    /// <param name="Since">The time of the answers.</param>
    public readonly record struct Returns(int Answered, int Expected, long Since)
    {
        private static readonly TimeSpan PatiencePerCaller = TimeSpan.FromMicroseconds(10);

        /// <summary>
        /// True while it is worth waiting: ten microseconds for each caller, at most a millisecond, and not for a single caller.
        /// </summary>
        public bool MayCome => Answered > 1 && Stopwatch.GetElapsedTime(Since) < PatiencePerCaller * Math.Min(Answered, 100);
    }

    /// <summary>One lane: a queue for each tenant, served in turn.</summary>
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

        /// <summary>Moves waiting postings into a batch until it has <paramref name="upTo"/>.</summary>
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

    /// <summary>A tenant's postings in a lane: first those that a batch gave back, then the others in order of arrival.</summary>
    private sealed class TenantQueue
    {
        public Stack<PendingPosting> Returned { get; } = new();

        public Queue<PendingPosting> Later { get; } = new();

        public int Count => Returned.Count + Later.Count;

        public PendingPosting Dequeue() => Returned.Count > 0 ? Returned.Pop() : Later.Dequeue();
    }
}

/// <summary>A posting with a waiting caller. It is cancelled while it waits, or done as a whole.</summary>
/// <param name="posting">What is posted.</param>
/// <param name="trace">The posting's place in a trace; default if it is not traced.</param>
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

    /// <summary>The posting's key and request, hashed on the caller's thread.</summary>
    public OperationMark Mark { get; } = posting.Mark();

    public Task<PostingResult> Completion => _completion.Task;

    /// <summary>Takes it for a batch. False if the caller gave up before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>Makes it wait again because its batch could not decide it yet, unless its caller gave up meanwhile.</summary>
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

    /// <summary>Gives up for the caller. Has no effect while a batch decides it.</summary>
    public void Cancel(CancellationToken token)
    {
        _token = token;
        _isGivenUp = true;
        TryCancel();
    }

    /// <summary>Notes that the writer begins to decide it. May be called again if a batch is written again.</summary>
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
