using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Looks twice a second, while a page wants to know, whether something was put on a tenant's record. Singleton, for any thread.</summary>
/// <remarks>
/// It asks the database and not the writers, because commands write beside the serving process. It costs one statement on two indexes
/// for each tenant, however many of its pages are open and whatever the ledger does meanwhile.
/// </remarks>
public sealed class RecordPoll(IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock, ILogger<RecordPoll> logger) : IDisposable
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private ITimer? _timer;
    private int _isLooking;
    private bool _hasFailed;

    /// <summary>Calls <paramref name="onChange"/> on a thread of the pool after changes from now on; what it throws is logged.</summary>
    /// <param name="tenant">Whose record. The caller has checked that the subscriber may know of it.</param>
    /// <param name="onChange">Not called again before its task ended.</param>
    /// <param name="cancellation">Gives up, and ends what has begun.</param>
    /// <returns>Ends it.</returns>
    public async Task<IDisposable> SubscribeAsync(TenantId tenant, Func<Task> onChange, CancellationToken cancellation = default)
    {
        var subscription = new Subscription(this, tenant, onChange) { Seen = await LookAsync(tenant, cancellation) };
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
            foreach (var tenant in Tenants())
            {
                Tell(tenant, await LookAsync(tenant, CancellationToken.None));
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

    private async Task<Mark> LookAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return await context.LedgerHeads.Select(_ => new Mark(
            context.AuditEvents.Max(row => (long?)row.Id), context.Texts.Count(row => row.Kind == TextKind.ConsumerGroup))).SingleAsync(cancellation);
    }

    private List<TenantId> Tenants()
    {
        lock (_gate)
        {
            return [.. _subscriptions.Select(static subscription => subscription.Tenant).Distinct()];
        }
    }

    private void Tell(TenantId tenant, Mark now)
    {
        List<Subscription> behind;
        lock (_gate)
        {
            behind = [.. _subscriptions.Where(subscription => subscription.Tenant == tenant && !subscription.IsTold && subscription.Seen != now)];
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
    private sealed record Mark(long? LastEvent, int Groups);

    private sealed class Subscription(RecordPoll poll, TenantId tenant, Func<Task> onChange) : IDisposable
    {
        public TenantId Tenant { get; } = tenant;

        public Func<Task> OnChange { get; } = onChange;

        public required Mark Seen { get; set; }

        /// <summary>It is being told at this moment.</summary>
        public bool IsTold { get; set; }

        public void Dispose() => poll.End(this);
    }
}
