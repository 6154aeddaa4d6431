using System.Threading.Channels;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>An alert as programs see it: in answers, hub messages and webhooks.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Kind">Its kind, in lower case with underscores.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="WalletId">The wallet concerned; null if the whole tenant is.</param>
/// <param name="State"><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="OpenedAt">When its cause came about.</param>
/// <param name="Message">What is left and of what, in words.</param>
/// <param name="Facts">The figures of then by name, amounts as decimals.</param>
/// <param name="Sequence">Grows with every change of any alert of the tenant.</param>
public sealed record AlertMessage(
    string Id, string Kind, string Severity, string? WalletId, string State, DateTime OpenedAt, string Message, IReadOnlyDictionary<string, string> Facts, long Sequence)
{
    /// <summary>The wallet's name when the message was made; null for the whole tenant.</summary>
    public string? WalletName { get; init; }

    /// <summary>When someone acknowledged it, or null.</summary>
    public DateTime? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it, or null.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When its cause went, or null.</summary>
    public DateTime? ResolvedAt { get; init; }

    /// <summary>Until when it stays quiet, or null.</summary>
    public DateTime? SnoozedUntil { get; init; }

    /// <summary>True while it stays quiet until it gets worse.</summary>
    public bool SnoozedUntilWorse { get; init; }
}

/// <summary>What happened to an alert.</summary>
public enum AlertEvent
{
    /// <summary>It was raised.</summary>
    Raised,

    /// <summary>Its cause is gone.</summary>
    Resolved,

    /// <summary>Someone acknowledged or snoozed it, or its snooze is over.</summary>
    Changed,
}

/// <summary>News of an alert.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Account">The account concerned; null if the whole tenant is.</param>
/// <param name="Alert">The alert as it stands.</param>
public sealed record AlertNews(AlertEvent Event, AccountId? Account, AlertMessage Alert)
{
    /// <summary>True if the caller may see the alert. Those of the whole tenant are for people who see all of it.</summary>
    public bool IsFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Account is { } account ? caller.CanSee(account) : caller.VisibleAccounts.IsAll;
    }
}

/// <summary>Tells open pages and hub clients of alerts, after they are stored. Singleton; safe for many threads.</summary>
/// <remarks>Lossy over a restart, like <see cref="LedgerFeed"/>: what must not be lost is in the outbox.</remarks>
public sealed class AlertFeed(ILogger<AlertFeed> logger)
{
    /// <summary>The largest number of news that wait for a slow subscriber. Further ones are dropped.</summary>
    public const int MostWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, List<Channel<AlertNews>>> _subscriptions = [];

    /// <summary>Tells the tenant's subscribers. Returns at once.</summary>
    public void Publish(TenantId tenant, IEnumerable<AlertNews> news)
    {
        ArgumentNullException.ThrowIfNull(news);
        Channel<AlertNews>[] subscriptions;
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
    public IDisposable Subscribe(TenantId tenant, Func<IReadOnlyList<AlertNews>, Task> onNews)
    {
        ArgumentNullException.ThrowIfNull(onNews);
        var channel = Channel.CreateBounded<AlertNews>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
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

    private async Task PassOnAsync(ChannelReader<AlertNews> reader, Func<IReadOnlyList<AlertNews>, Task> onNews)
    {
        while (await reader.WaitToReadAsync())
        {
            var news = new List<AlertNews>();
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
                logger.LogError(exception, "A subscriber of alerts failed; it will be called again.");
            }
        }
    }

    private void Remove(TenantId tenant, Channel<AlertNews> channel)
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
