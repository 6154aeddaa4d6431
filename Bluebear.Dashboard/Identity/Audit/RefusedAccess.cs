using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Puts every refused authorization on the record, without letting callers who are refused fill the disk. Singleton.</summary>
/// <remarks>
/// The first of its kind is written at once, those that follow within a minute as one event that says how many they were. An unknown
/// key belongs to no tenant: it stands in the log, never with what was sent.
/// </remarks>
public sealed class RefusedAccess(
    DatabaseWrites writes, AuditLog audit, DueWorkBell bell, TimeProvider clock, ILogger<RefusedAccess> logger) : IDueWork
{
    /// <summary>Refusals of one kind within this time are counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Kind, Refusals> _noted = [];

    /// <inheritdoc/>
    public string Name => "refused_access";

    /// <inheritdoc/>
    public TimeSpan Interval => Window;

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

    /// <summary>A known caller was refused something.</summary>
    internal void Note(TenantId tenant, AuditActor actor, string what) => Count(new(tenant, actor, what), isTold: false);

    /// <summary>A caller sent a key that is none.</summary>
    internal void NoteUnknownKey()
    {
        if (Count(default, isTold: true))
        {
            logger.LogWarning("A request with an unknown API key was refused.");
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueItem>>(
                [.. _noted.GroupBy(static pair => pair.Key.Tenant).Where(own => !search.TenantsToSkip.Contains(own.Key.Value))
                    .Select(own => new DueItem(own.Key, own.Min(pair => pair.Value.DueAt(search.Now))))
                    .OrderBy(static item => item.DueAt).Take(search.Most)]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        var due = Take(item);
        try
        {
            await TellAsync(item.Tenant, due, cancellation);
        }
        catch
        {
            PutBack(due);
            throw;
        }

        return due.Count > 0;
    }

    /// <summary>Counts a refusal; true for the first of its kind.</summary>
    private bool Count(Kind kind, bool isTold)
    {
        lock (_gate)
        {
            if (_noted.TryGetValue(kind, out var refusals))
            {
                _noted[kind] = refusals with { Repeated = refusals.Repeated + 1 };
                return false;
            }

            _noted.Add(kind, new(clock.GetUtcNow(), 0, isTold));
        }

        bell.Ring(Name);
        return true;
    }

    // What is taken is either told for the first time and goes on counting, or has ended and is forgotten.
    private List<KeyValuePair<Kind, Refusals>> Take(DueItem item)
    {
        lock (_gate)
        {
            var due = _noted.Where(pair => pair.Key.Tenant == item.Tenant && pair.Value.DueAt(item.DueAt) <= item.DueAt).ToList();
            foreach (var (kind, refusals) in due)
            {
                if (refusals.IsTold)
                {
                    _noted.Remove(kind);
                }
                else
                {
                    _noted[kind] = refusals with { IsTold = true };
                }
            }

            return due;
        }
    }

    private async Task TellAsync(TenantId tenant, List<KeyValuePair<Kind, Refusals>> due, CancellationToken cancellation)
    {
        var told = due.Where(static pair => !pair.Value.IsTold || pair.Value.Repeated > 0).ToList();
        if (told.Count == 0)
        {
            return;
        }

        if (told[0].Key.Actor is null)
        {
            logger.LogWarning("{Times} more requests with unknown API keys were refused within a minute.", told[0].Value.Repeated);
            return;
        }

        await writes.WriteAsync(tenant, context =>
        {
            foreach (var (kind, refusals) in told)
            {
                audit.Add(context, tenant, kind.Actor, AuditActions.AccessRefused, kind.What,
                    after: refusals.IsTold ? $"{refusals.Repeated} more within a minute" : null);
            }

            return Task.CompletedTask;
        }, cancellation);
    }

    private void PutBack(List<KeyValuePair<Kind, Refusals>> due)
    {
        lock (_gate)
        {
            foreach (var (kind, refusals) in due)
            {
                // One that ended may have begun again meanwhile; one to be told for the first time went on counting.
                var again = _noted.TryGetValue(kind, out var now) ? now.Repeated + (refusals.IsTold ? 1 : 0) : 0;
                _noted[kind] = refusals with { Repeated = refusals.IsTold ? refusals.Repeated + again : again };
            }
        }
    }

    // All of a tenant, or all of none: an unknown key names nobody.
    private readonly record struct Kind(TenantId Tenant, AuditActor Actor, string What);

    /// <param name="Since">When the first came.</param>
    /// <param name="Repeated">How many followed.</param>
    /// <param name="IsTold">Whether the first is on the record.</param>
    private readonly record struct Refusals(DateTimeOffset Since, int Repeated, bool IsTold)
    {
        // At once where the clock was set back since.
        public DateTimeOffset DueAt(DateTimeOffset now) => Since > now ? now : IsTold ? Since + Window : Since;
    }
}
