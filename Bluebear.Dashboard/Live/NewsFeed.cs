using System.Threading.Channels;

namespace Bluebear.Dashboard.Live;

/// <summary>Passes news of what is stored on to a tenant's subscribers, in order. Safe for many threads.</summary>
/// <remarks>Lossy over a restart, like <see cref="LedgerFeed"/>: what must not be lost is in the outbox.</remarks>
/// <typeparam name="TNews">The news.</typeparam>
public abstract class NewsFeed<TNews>(ILogger logger)
{
    /// <summary>The largest number of news that wait for a slow subscriber. Further ones are dropped.</summary>
    public const int MostWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, List<Channel<TNews>>> _subscriptions = [];

    /// <summary>Tells the tenant's subscribers. Returns at once.</summary>
    public void Publish(TenantId tenant, IEnumerable<TNews> news)
    {
        ArgumentNullException.ThrowIfNull(news);
        Channel<TNews>[] subscriptions;
        lock (_gate)
        {
            subscriptions = _subscriptions.TryGetValue(tenant, out var some) ? [.. some] : [];
        }

        foreach (var one in subscriptions.Length == 0 ? [] : news)
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Writer.TryWrite(one);
            }
        }
    }

    /// <summary>Calls <paramref name="onNews"/> with the tenant's news: all that came since its last call ended, in order.</summary>
    /// <param name="tenant">The tenant. The subscriber selects what its person may see.</param>
    /// <param name="onNews">Called on a thread of the pool. Exceptions are logged.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(TenantId tenant, Func<IReadOnlyList<TNews>, Task> onNews)
    {
        ArgumentNullException.ThrowIfNull(onNews);
        var channel = Channel.CreateBounded<TNews>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(tenant, out var others))
            {
                _subscriptions.Add(tenant, others = []);
            }

            others.Add(channel);
        }

        _ = Task.Run(() => PassOnAsync(channel.Reader, onNews));
        return new Subscription(() => Remove(tenant, channel));
    }

    private async Task PassOnAsync(ChannelReader<TNews> reader, Func<IReadOnlyList<TNews>, Task> onNews)
    {
        while (await reader.WaitToReadAsync())
        {
            var news = new List<TNews>();
            while (reader.TryRead(out var one))
            {
                news.Add(one);
            }

            try
            {
                await onNews(news);
            }
            catch (Exception exception)
            {
                // A page that is closing must not end the feed for others.
                logger.LogError(exception, "A subscriber of news failed; it will be called again.");
            }
        }
    }

    private void Remove(TenantId tenant, Channel<TNews> channel)
    {
        channel.Writer.TryComplete();
        lock (_gate)
        {
            if (_subscriptions.TryGetValue(tenant, out var others) && others.Remove(channel) && others.Count == 0)
            {
                _subscriptions.Remove(tenant);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
