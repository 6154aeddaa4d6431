using System.Threading.Channels;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Live;

/// <summary>Tells screens and clients what changed in the books, after it is durable. Singleton; safe for many threads.</summary>
/// <remarks>
/// The ledger's writer only hands over a commit; a task of the feed passes it on. After a quiet time a subscriber learns of a
/// change at once, then at most four times a second. It always gets the latest state, and never two calls at the same time. A
/// slow or failing subscriber does not delay others.
/// </remarks>
public sealed class LedgerFeed : IPostingObserver, IAsyncDisposable
{
    /// <summary>The shortest time between two calls of one subscriber.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Channel<LedgerCommit> _commits = Channel.CreateUnbounded<LedgerCommit>(new() { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, List<FeedSubscription>> _subscriptions = [];
    private readonly Dictionary<TenantId, CreditMode> _modes = [];
    private readonly TimeProvider _clock;
    private readonly ILogger<LedgerFeed> _logger;
    private readonly Task _passingOn;

    /// <summary>Makes a feed that runs until it is disposed.</summary>
    public LedgerFeed(TimeProvider clock, ILogger<LedgerFeed> logger)
    {
        _clock = clock;
        _logger = logger;
        _passingOn = Task.Run(PassOnAsync);
    }

    /// <summary>The number of subscribers.</summary>
    internal int SubscriptionCount
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Values.Sum(static some => some.Count);
            }
        }
    }

    /// <inheritdoc/>
    public void OnCommitted(LedgerCommit commit) => _commits.Writer.TryWrite(commit);

    /// <summary>Calls <paramref name="onNews"/> when one of the accounts, or the tenant's credit mode, changed.</summary>
    /// <param name="tenant">The tenant. The caller has checked that the subscriber may see its books.</param>
    /// <param name="includes">Selects the accounts; null for all. Called on other threads.</param>
    /// <param name="onNews">Called on a thread of the pool, and again only after its task ended. Exceptions are logged.</param>
    /// <param name="withTransfers">Whether the news includes transfers.</param>
    /// <returns>Ends the subscription when disposed. A call that runs at that moment finishes and is the last.</returns>
    public IDisposable Subscribe(
        TenantId tenant, Predicate<AccountId>? includes, Func<LedgerNews, Task> onNews, bool withTransfers = false)
    {
        ArgumentNullException.ThrowIfNull(onNews);
        var subscription = new FeedSubscription(new(includes ?? (static _ => true), withTransfers), onNews, _clock, _logger);
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(tenant, out var others))
            {
                _subscriptions.Add(tenant, others = []);
            }

            others.Add(subscription);
        }

        return new Registration(() => Remove(tenant, subscription));
    }

    /// <summary>Ends the feed. Its subscribers are not called any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _commits.Writer.TryComplete();
        await _passingOn;
        lock (_gate)
        {
            foreach (var subscription in _subscriptions.Values.SelectMany(static some => some))
            {
                subscription.Dispose();
            }

            _subscriptions.Clear();
        }
    }

    private void Remove(TenantId tenant, FeedSubscription subscription)
    {
        subscription.Dispose();
        lock (_gate)
        {
            if (_subscriptions.TryGetValue(tenant, out var others) && others.Remove(subscription) && others.Count == 0)
            {
                _subscriptions.Remove(tenant);
            }
        }
    }

    private async Task PassOnAsync()
    {
        await foreach (var commit in _commits.Reader.ReadAllAsync())
        {
            foreach (var change in TenantChange.Of(commit))
            {
                PassOn(change);
            }
        }
    }

    private void PassOn(TenantChange change)
    {
        FeedSubscription[] subscriptions;
        lock (_gate)
        {
            var isModeChanged = !_modes.TryGetValue(change.Head.Tenant, out var mode) || mode != change.Head.Mode;
            _modes[change.Head.Tenant] = change.Head.Mode;
            change = change with { IsModeChanged = isModeChanged };
            subscriptions = _subscriptions.TryGetValue(change.Head.Tenant, out var some) ? [.. some] : [];
        }

        foreach (var subscription in subscriptions)
        {
            subscription.Offer(change);
        }
    }

    private sealed class Registration(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
