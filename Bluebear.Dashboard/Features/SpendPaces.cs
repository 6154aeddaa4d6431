using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Forecasting;

namespace Bluebear.Dashboard.Features;

/// <summary>How each account spends, from the rollup by the tenant's days, never from entries.</summary>
/// <remarks>
/// Whole days seldom change once they are over, so a tenant's paces stay in memory for <see cref="Lifetime"/>: late usage shows in a forecast after
/// that at the latest. What was spent today is always read.
/// </remarks>
public sealed class SpendPaces(TimeProvider clock)
{
    /// <summary>How long a pace may be behind usage of days that are over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int MostTenants = 64;

    private readonly ConcurrentDictionary<TenantId, Known> _known = [];

    /// <summary>The accounts that paid for usage lately, with their pace and what they paid today.</summary>
    /// <param name="db">A context of the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyDictionary<AccountId, AccountPace>> OfAllAsync(
        BluebearDbContext db, TenantId tenant, TimeZoneInfo zone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (known, now) = await KnowAsync(db, tenant, zone, cancellation);
        var spentToday = await DailySpendReads.TodayAsync(db, null, known.Today, cancellation);
        var credits = await KnownCredits.ReadAsync(db, null, now, zone, cancellation);
        return known.Paces.ToDictionary(static pace => pace.Key,
            pace => new AccountPace(pace.Value, spentToday.GetValueOrDefault(pace.Key), known.Today, credits.GetValueOrDefault(pace.Key)));
    }

    /// <summary>How all accounts spend together.</summary>
    /// <param name="db">A context of the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="ending">What is known to end of their credits.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<AccountPace> TogetherAsync(
        BluebearDbContext db, TenantId tenant, TimeZoneInfo zone, IReadOnlyList<SpendableCredits> ending, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (known, _) = await KnowAsync(db, tenant, zone, cancellation);
        var spentToday = await DailySpendReads.TodayAsync(db, null, known.Today, cancellation);
        return new(known.Together, Credits.Sum(spentToday.Values), known.Today, new(ending, []));
    }

    private async Task<(Known Known, DateTimeOffset Now)> KnowAsync(
        BluebearDbContext db, TenantId tenant, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = TenantDays.Of(now, zone);
        if (!_known.TryGetValue(tenant, out var known) || known.Today != today || known.Zone != zone.Id || (now - known.ReadAt).Duration() > Lifetime)
        {
            var (each, together) = await DailySpendReads.ReadAsync(db, null, today, zone, cancellation);
            known = new(today, zone.Id, now, each, together);
            Keep(tenant, known);
        }

        return (known, now);
    }

    /// <summary>The pace of one account, read now.</summary>
    /// <param name="db">A context of the tenant.</param>
    /// <param name="account">The account.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<AccountPace> OfAsync(BluebearDbContext db, AccountId account, TimeZoneInfo zone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = clock.GetUtcNow();
        var today = TenantDays.Of(now, zone);
        var (paces, _) = await DailySpendReads.ReadAsync(db, account, today, zone, cancellation);
        var spentToday = await DailySpendReads.TodayAsync(db, account, today, cancellation);
        var credits = await KnownCredits.ReadAsync(db, account, now, zone, cancellation);
        return new(paces.GetValueOrDefault(account), spentToday.GetValueOrDefault(account), today, credits.GetValueOrDefault(account));
    }

    // Tenants that someone looks at. One that is forgotten is read again.
    private void Keep(TenantId tenant, Known known)
    {
        if (_known.Count >= MostTenants)
        {
            _known.Clear();
        }

        _known[tenant] = known;
    }

    private sealed record Known(DateOnly Today, string Zone, DateTimeOffset ReadAt, IReadOnlyDictionary<AccountId, SpendPace> Paces, SpendPace? Together);
}
