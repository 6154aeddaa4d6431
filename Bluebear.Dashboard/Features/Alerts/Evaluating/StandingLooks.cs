using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>When to look at what is not a balance, and the looks. Singleton.</summary>
/// <remarks>
/// A look is a few queries by index. One follows each commit of the tenant (<see cref="AlertRules"/> does not look more often than its gap), and
/// the clock asks for one at stored instants. When the next one is due is in memory: after a start every tenant is looked at once.
/// </remarks>
internal sealed class StandingLooks : IPostingObserver
{
    /// <summary>The longest time between two looks.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // What forecasts and plans say does not change with each request.
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, DateTimeOffset> _next = [];
    private readonly ConcurrentDictionary<TenantId, DateTimeOffset> _slowly = [];
    private readonly BlockedRequests _blocked;
    private readonly SpendPaces _paces;
    private readonly TimeProvider _clock;

    public StandingLooks(BlockedRequests blocked, SpendPaces paces, DueWorkBell bell, TimeProvider clock)
    {
        (_blocked, _paces, _clock) = (blocked, paces, clock);
        blocked.FirstNoted += tenant =>
        {
            Stir(tenant);
            bell.Ring(AlertRules.WorkName);
        };
    }

    /// <summary>When the next look at a tenant is due.</summary>
    public DateTimeOffset DueAt(TenantId tenant, DateTimeOffset now) => _next.TryGetValue(tenant, out var next) ? next : now;

    /// <summary>Begins a turn. Call it before the snapshot: a commit after this asks for another look.</summary>
    public void Begin(TenantId tenant) => _next[tenant] = _clock.GetUtcNow() + Longest;

    /// <summary>Makes a look due now.</summary>
    public void Stir(TenantId tenant) => _next.TryRemove(tenant, out _);

    /// <summary>Forgets refusals of an account before an instant, because credits arrived there then.</summary>
    public void Forget(AccountId account, DateTimeOffset before) => _blocked.Forget(account, before);

    /// <inheritdoc/>
    public void OnCommitted(LedgerCommit commit)
    {
        foreach (var head in commit.Heads)
        {
            Stir(head.Tenant);
        }
    }

    /// <summary>Looks, and raises and resolves.</summary>
    /// <param name="context">A snapshot of the tenant.</param>
    /// <param name="head">The state of its books.</param>
    /// <param name="known">What is known of its alerts, with all of these kinds.</param>
    /// <param name="touched">The accounts that changed since the last look.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task RunAsync(
        BluebearDbContext context, TenantHead head, KnownAlerts known, IReadOnlyCollection<long> touched, CancellationToken cancellation)
    {
        var now = Instants.Truncate(_clock.GetUtcNow());
        var tenant = await context.Tenants.Where(row => row.Id == head.Tenant.Value).Select(static row => new { row.TimeZone, row.MovesStoppedAt }).SingleAsync(cancellation);
        var look = new StandingLook(context, head, TimeZones.Of(tenant.TimeZone), now);
        await BookCauses.LookAsync(look, tenant.MovesStoppedAt, cancellation);
        await EndingCredits.LookAsync(look, cancellation);
        await BudgetCauses.WaitingAsync(look, cancellation);
        await BudgetCauses.PaceAsync(look, known, touched, cancellation);
        BlockedCauses.Look(look, known, _blocked);
        if (!_slowly.TryGetValue(head.Tenant, out var last) || (now - last).Duration() >= Slow)
        {
            _slowly[head.Tenant] = now;
            await BudgetCauses.OvercommittedAsync(look, cancellation);
            await RunOutCauses.LookAsync(look, _paces, cancellation);
        }

        await SnoozesAsync(look, known, cancellation);
        look.Apply(known);
        if (look.NextAt is { } next)
        {
            _next.AddOrUpdate(head.Tenant, _ => now, (_, later) => next < later ? next : later);
        }
    }

    private static async Task SnoozesAsync(StandingLook look, KnownAlerts known, CancellationToken cancellation)
    {
        var snoozed = await look.Db.Alerts.Where(static row => row.SnoozedUntil != null && row.State != AlertState.Resolved)
            .Select(static row => new { row.Id, row.SnoozedUntil }).ToListAsync(cancellation);
        foreach (var alert in snoozed)
        {
            if (alert.SnoozedUntil <= look.Now)
            {
                known.Changes.Woken.Add(alert.Id);
            }
            else
            {
                look.LookAgain(alert.SnoozedUntil!.Value);
            }
        }
    }
}
