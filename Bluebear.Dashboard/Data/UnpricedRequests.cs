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
public sealed class UnpricedRequests(DatabaseWrites writes, DueWorkBell bell, TimeProvider clock) : GatheredWrites<UnpricedCounts>(writes, bell, clock)
{
    /// <summary>The longest time until a count is written.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>The largest number of models for one tenant and day. Further models count as <see cref="OtherModels"/>.</summary>
    public const int MostModels = 200;

    /// <summary>The name for all further models.</summary>
    public const string OtherModels = "(other models)";

    /// <inheritdoc/>
    public override string Name => "unpriced_requests";

    /// <inheritdoc/>
    protected override TimeSpan Longest => Window;

    /// <summary>Counts a refused request.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">The tenant's time zone, which decides the day.</param>
    /// <param name="model">The model that it named, or null; at most as long as a model's name may be.</param>
    public void Note(TenantId tenant, TimeZoneInfo zone, string? model)
    {
        var day = TenantDays.Of(Clock.GetUtcNow(), zone);
        Gather(tenant, counts => counts.Add(day, model ?? "", 1));
    }

    /// <inheritdoc/>
    protected override void Merge(UnpricedCounts earlier, UnpricedCounts later)
    {
        foreach (var ((day, model), times) in later.Requests)
        {
            earlier.Add(day, model, times);
        }
    }

    /// <inheritdoc/>
    protected override async Task WriteAsync(BluebearDbContext context, TenantId tenant, UnpricedCounts gathered, CancellationToken cancellation)
    {
        foreach (var ofDay in gathered.Requests.GroupBy(static count => count.Key.Day))
        {
            var rows = await context.UnpricedDays.AsTracking().Where(row => row.Day == ofDay.Key)
                .ToDictionaryAsync(static row => row.Model, StringComparer.Ordinal, cancellation);
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
}

/// <summary>Refused requests of a tenant, by its day and model.</summary>
public sealed class UnpricedCounts
{
    internal Dictionary<(DateOnly Day, string Model), long> Requests { get; } = [];

    internal void Add(DateOnly day, string named, long times)
    {
        var key = Requests.ContainsKey((day, named)) || Requests.Count < UnpricedRequests.MostModels ? (day, named) : (day, UnpricedRequests.OtherModels);
        Requests[key] = Requests.GetValueOrDefault(key) + times;
    }
}
