namespace Bluebear.Dashboard.Live;

/// <summary>One subscriber: collects changes and calls back, not too often and never twice at the same time.</summary>
internal sealed class FeedSubscription : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;
    private readonly PendingNews _pending;
    private readonly Func<LedgerNews, Task> _onNews;
    private readonly TimeProvider _clock;
    private readonly ILogger<LedgerFeed> _logger;
    private bool _isTelling;
    private long? _lastTold;
    private int _isDisposed;

    public FeedSubscription(PendingNews pending, Func<LedgerNews, Task> onNews, TimeProvider clock, ILogger<LedgerFeed> logger)
    {
        _ended = _ending.Token;
        _pending = pending;
        _onNews = onNews;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Adds a change. Returns at once.</summary>
    public void Offer(TenantChange change)
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested)
            {
                return;
            }

            _pending.Add(change);
            if (_isTelling || _pending.IsEmpty)
            {
                return;
            }

            _isTelling = true;
        }

        _ = Task.Run(TellAsync);
    }

    /// <summary>Ends it. No call starts after this.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _ending.Cancel();
            _ending.Dispose();
        }
    }

    private async Task TellAsync()
    {
        while (HasMore())
        {
            await WaitForTurnAsync();
            if (Take() is { } news)
            {
                await TellAsync(news);
            }
        }
    }

    private bool HasMore()
    {
        lock (_gate)
        {
            return _isTelling = !_pending.IsEmpty && !_ended.IsCancellationRequested;
        }
    }

    private async Task WaitForTurnAsync()
    {
        if (_lastTold is { } last && LedgerFeed.Interval - _clock.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _clock, _ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private LedgerNews? Take()
    {
        lock (_gate)
        {
            _lastTold = _clock.GetTimestamp();
            return _ended.IsCancellationRequested ? null : _pending.Take();
        }
    }

    private async Task TellAsync(LedgerNews news)
    {
        try
        {
            await _onNews(news);
        }
        catch (Exception exception)
        {
            // A page that is closing must not end the feed for others.
            _logger.LogError(exception, "A subscriber of the ledger's feed failed; it will be called again.");
        }
    }
}
