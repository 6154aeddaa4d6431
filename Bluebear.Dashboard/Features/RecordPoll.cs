using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Looks twice a second, while a page wants to know, whether something was put on a tenant's record. Singleton, for any thread.</summary>
/// <remarks>
/// It asks the database and not the writers, because commands write beside the serving process. It costs one statement on two indexes
/// for each tenant (and one on its keys), however many of its pages are open and whatever the ledger does meanwhile.
/// </remarks>
public sealed class RecordPoll(IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock, ILogger<RecordPoll> logger)
    : IRecordFeed, IDisposable
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private ITimer? _timer;
    private int _isLooking;
    private bool _hasFailed;

    /// <summary>How many subscribers there are now.</summary>
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

        // A page that went away while this was begun cannot end it.
        cancellation.Register(subscription.Dispose);
        return subscription;
    }

    /// <summary>Nobody is told anything more.</summary>
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
                logger.LogWarning(exception, "The record cannot be read; open pages do not follow it until it can.");
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

    // Keys are few. Their use is not on the record, and neither is that one of them has ended by itself.
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
            // A page that is going away must not end it for others.
            logger.LogError(exception, "A page that follows the record failed; it will be called again.");
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

    // Events are only ever added, and so are the groups that requests name.
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

        /// <summary>It is being told at this moment.</summary>
        public bool IsTold { get; set; }

        public void Dispose() => poll.End(this);
    }
}
