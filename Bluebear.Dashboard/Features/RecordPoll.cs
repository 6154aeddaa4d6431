using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>
/// Checks twice a second whether a tenant's audit log grew, while a page follows it. Singleton; safe for many threads.
/// </summary>
/// <remarks>
/// It reads the database, because commands write beside the serving process. It costs one statement on two indexes for each
/// tenant (and one for its keys), regardless of the number of open pages and of the ledger's load.
/// </remarks>
public sealed class RecordPoll(IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock, ILogger<RecordPoll> logger)
    : IRecordFeed, IDisposable
{
    /// <summary>The time between two checks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private ITimer? _timer;
    private int _isLooking;
    private bool _hasFailed;

    /// <summary>The number of subscribers.</summary>
    internal int SubscriptionCount
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Count;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IDisposable> SubscribeAsync(TenantId tenant, bool withKeys, Func<Task> onChange, CancellationToken cancellation = default)
    {
        var seen = await LookAsync((tenant, withKeys), cancellation);
        var subscription = new Subscription(this, (tenant, withKeys), onChange) { Seen = seen };
        lock (_gate)
        {
            _subscriptions.Add(subscription);
            _timer ??= clock.CreateTimer(_ => _ = PollAsync(), null, Interval, Interval);
        }

        // A page that closed while this began cannot end the subscription itself.
        cancellation.Register(subscription.Dispose);
        return subscription;
    }

    /// <summary>Ends all subscriptions.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _subscriptions.Clear();
            Rest();
        }
    }

    private async Task PollAsync()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 1)
        {
            return;
        }

        try
        {
            foreach (var topic in Topics())
            {
                Tell(topic, await LookAsync(topic, CancellationToken.None));
            }

            _hasFailed = false;
        }
        catch (Exception exception)
        {
            if (!_hasFailed)
            {
                logger.LogWarning(exception, "The audit log cannot be read. Open pages do not follow it until it can.");
            }

            _hasFailed = true;
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private async Task<Mark> LookAsync((TenantId Tenant, bool WithKeys) topic, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(topic.Tenant);
        var mark = await context.TenantHeads.Select(_ => new Mark(
            context.AuditEvents.Max(row => (long?)row.Id), context.Texts.Count(row => row.Kind == TextKind.ConsumerGroup))).SingleAsync(cancellation);
        return topic.WithKeys ? mark with { Keys = await LookAtKeysAsync(context, cancellation) } : mark;
    }

    // Keys are few. The audit log contains neither their use nor that one expired.
    private Task<KeysMark?> LookAtKeysAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return context.ApiKeys.GroupBy(_ => 1).Select(keys => new KeysMark(
            keys.Count(), keys.Max(key => key.LastUsedAt), keys.Max(key => key.OldLastUsedAt), keys.Max(key => key.RevokedAt),
            keys.Count(key => key.ExpiresAt <= now), keys.Count(key => key.OldUntil <= now))).SingleOrDefaultAsync(cancellation);
    }

    private List<(TenantId Tenant, bool WithKeys)> Topics()
    {
        lock (_gate)
        {
            return [.. _subscriptions.Select(static subscription => subscription.Topic).Distinct()];
        }
    }

    private void Tell((TenantId Tenant, bool WithKeys) topic, Mark now)
    {
        List<Subscription> behind;
        lock (_gate)
        {
            behind = [.. _subscriptions.Where(subscription => subscription.Topic == topic && !subscription.IsTold && subscription.Seen != now)];
            behind.ForEach(subscription => (subscription.Seen, subscription.IsTold) = (now, true));
        }

        behind.ForEach(subscription => _ = Task.Run(() => TellAsync(subscription)));
    }

    private async Task TellAsync(Subscription subscription)
    {
        try
        {
            await subscription.OnChange();
        }
        catch (Exception exception)
        {
            // A page that is closing must not end it for others.
            logger.LogError(exception, "A page that follows the audit log failed. It will be called again.");
        }

        lock (_gate)
        {
            subscription.IsTold = false;
        }
    }

    private void End(Subscription subscription)
    {
        lock (_gate)
        {
            if (_subscriptions.Remove(subscription) && _subscriptions.Count == 0)
            {
                Rest();
            }
        }
    }

    private void Rest()
    {
        _timer?.Dispose();
        _timer = null;
    }

    // Events and the groups that requests name are only ever added.
    private sealed record Mark(long? LastEvent, int Groups)
    {
        public KeysMark? Keys { get; init; }
    }

    private sealed record KeysMark(
        int Count, DateTimeOffset? LastUse, DateTimeOffset? LastUseOfOld, DateTimeOffset? LastRevoked, int Expired, int OldEnded);

    private sealed class Subscription(RecordPoll poll, (TenantId Tenant, bool WithKeys) topic, Func<Task> onChange) : IDisposable
    {
        public (TenantId Tenant, bool WithKeys) Topic { get; } = topic;

        public Func<Task> OnChange { get; } = onChange;

        public required Mark Seen { get; set; }

        /// <summary>True while its callback runs.</summary>
        public bool IsTold { get; set; }

        public void Dispose() => poll.End(this);
    }
}
