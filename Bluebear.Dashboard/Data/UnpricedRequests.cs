using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>
/// Counts requests that were refused because there was no price, by the tenant's day and model, so that people see what the price
/// list lacks. Singleton.
/// </summary>
/// <remarks>
/// No request waits for it: counts of the same <see cref="Window"/> are written together. A retried request counts again. A day
/// has at most <see cref="MostModels"/> model names, so that a caller with a key cannot fill the disk with invented names. Counts
/// wait while the database cannot be written. When the application ends, waiting counts are written first.
/// </remarks>
public sealed class UnpricedRequests(DatabaseWrites writes, DueWorkBell bell, TimeProvider clock) : IDueWork
{
    /// <summary>The longest time until a count is written.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>The largest number of models for one tenant and day. Further models count as <see cref="OtherModels"/>.</summary>
    public const int MostModels = 200;

    /// <summary>The name for all further models.</summary>
    public const string OtherModels = "(other models)";

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Counts> _counts = [];

    /// <inheritdoc/>
    public string Name => "unpriced_requests";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

    /// <summary>Counts a refused request.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">The tenant's time zone, which decides the day.</param>
    /// <param name="model">The model that it named, or null; at most as long as a model's name may be.</param>
    public void Note(TenantId tenant, TimeZoneInfo zone, string? model)
    {
        var now = clock.GetUtcNow();
        if (Add(tenant, now, [new((TenantDays.Of(now, zone), model ?? ""), 1)]))
        {
            bell.Ring(Name);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueItem>>(
                [.. _counts.Where(pair => !search.TenantsToSkip.Contains(pair.Key.Value))
                    .Select(pair => new DueItem(pair.Key, pair.Value.DueAt(search.Now))).OrderBy(static item => item.DueAt).Take(search.Most)]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        Counts? counts;
        lock (_gate)
        {
            if (!_counts.Remove(item.Tenant, out counts))
            {
                return false;
            }
        }

        try
        {
            await writes.WriteAsync(item.Tenant, context => AddAsync(context, item.Tenant, counts.Requests), cancellation);
            return true;
        }
        catch
        {
            Add(item.Tenant, counts.Since, counts.Requests);
            throw;
        }
    }

    /// <summary>Adds counts. True if the tenant had none waiting.</summary>
    private bool Add(TenantId tenant, DateTimeOffset since, IReadOnlyCollection<KeyValuePair<(DateOnly Day, string Model), long>> requests)
    {
        lock (_gate)
        {
            var isFirst = !_counts.TryGetValue(tenant, out var counts);
            if (counts is null)
            {
                _counts.Add(tenant, counts = new(since));
            }

            foreach (var ((day, named), times) in requests)
            {
                var key = counts.Requests.ContainsKey((day, named)) || counts.Requests.Count < MostModels ? (day, named) : (day, OtherModels);
                counts.Requests[key] = counts.Requests.GetValueOrDefault(key) + times;
            }

            return isFirst;
        }
    }

    private static async Task AddAsync(BluebearDbContext context, TenantId tenant, Dictionary<(DateOnly Day, string Model), long> requests)
    {
        foreach (var ofDay in requests.GroupBy(static count => count.Key.Day))
        {
            var rows = await context.UnpricedDays.AsTracking().Where(row => row.Day == ofDay.Key)
                .ToDictionaryAsync(static row => row.Model, StringComparer.Ordinal);
            foreach (var ((day, named), times) in ofDay)
            {
                var model = rows.ContainsKey(named) || rows.Count < MostModels ? named : OtherModels;
                if (!rows.TryGetValue(model, out var row))
                {
                    context.UnpricedDays.Add(row = new() { TenantId = tenant.Value, Day = day, Model = model });
                    rows.Add(model, row);
                }

                row.Requests += times;
            }
        }
    }

    private sealed record Counts(DateTimeOffset Since)
    {
        public Dictionary<(DateOnly Day, string Model), long> Requests { get; } = [];

        // At once if the clock was set back since.
        public DateTimeOffset DueAt(DateTimeOffset now) => Since > now ? now : Since + Window;
    }
}
