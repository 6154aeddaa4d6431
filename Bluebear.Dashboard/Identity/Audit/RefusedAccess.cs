using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>
/// Records every refused authorization in the audit log, but so that refused callers cannot fill the disk. Singleton.
/// </summary>
/// <remarks>
/// The first refusal of a kind is written at once; those that follow within a minute become one event with their number. An
/// unknown key belongs to no tenant: it goes to the application's log, without the text that was sent.
/// </remarks>
public sealed class RefusedAccess(
    DatabaseWrites writes, AuditLog audit, DueWorkBell bell, TimeProvider clock, ILogger<RefusedAccess> logger) : IDueWork
{
    /// <summary>Refusals of one kind within this time become one event.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Kind, Refusals> _noted = [];

    /// <inheritdoc/>
    public string Name => "refused_access";

    /// <inheritdoc/>
    public TimeSpan Interval => Window;

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

    /// <summary>Counts a refusal of a known caller.</summary>
    internal void Note(TenantId tenant, AuditActor actor, string what) => Count(new(tenant, actor, what), isTold: false);

    /// <summary>Counts a request with an unknown key.</summary>
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

    /// <summary>Counts a refusal. True for the first of its kind.</summary>
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

    // A taken entry is either written for the first time and keeps counting, or its window is over and it is forgotten.
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
                // More refusals may have come meanwhile: a forgotten kind may have begun again, and a new one kept counting.
                var again = _noted.TryGetValue(kind, out var now) ? now.Repeated + (refusals.IsTold ? 1 : 0) : 0;
                _noted[kind] = refusals with { Repeated = refusals.IsTold ? refusals.Repeated + again : again };
            }
        }
    }

    // Tenant and actor are both set, or both not: an unknown key belongs to no one.
    private readonly record struct Kind(TenantId Tenant, AuditActor Actor, string What);

    /// <param name="Since">When the first came.</param>
    /// <param name="Repeated">The number of further ones.</param>
    /// <param name="IsTold">Whether the first is in the audit log.</param>
    private readonly record struct Refusals(DateTimeOffset Since, int Repeated, bool IsTold)
    {
        // At once if the clock was set back since.
        public DateTimeOffset DueAt(DateTimeOffset now) => Since > now ? now : IsTold ? Since + Window : Since;
    }
}
