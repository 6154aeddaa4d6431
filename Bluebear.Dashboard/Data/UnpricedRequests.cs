using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>
/// Counts requests that were refused for want of a price, by the tenant's day and model, so that whoever keeps the price list sees
/// what it lacks. Singleton.
/// </summary>
/// <remarks>
/// No request waits for it: what comes within <see cref="Window"/> is written together. A retried request counts again. Of a day no
/// more than <see cref="MostModels"/> names are kept: whoever has a key could otherwise fill the disk with made-up ones.
/// </remarks>
public sealed class UnpricedRequests(LateWrites writes, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The longest time until a count is written.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>The most models of one tenant and day; the others are counted under <see cref="OtherModels"/>.</summary>
    public const int MostModels = 200;

    /// <summary>What stands for the models that are too many.</summary>
    public const string OtherModels = "(other models)";

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private Dictionary<TenantId, Dictionary<(DateOnly Day, string Model), long>> _counts = [];

    /// <summary>A request was refused.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="zone">The tenant's time zone, which says on which day.</param>
    /// <param name="model">The model it named, or null; no longer than a model's name can be.</param>
    public void Note(TenantId tenant, TimeZoneInfo zone, string? model)
    {
        var day = TenantDays.Of(clock.GetUtcNow(), zone);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _counts.Count == 0;
            if (!_counts.TryGetValue(tenant, out var counts))
            {
                _counts.Add(tenant, counts = []);
            }

            var key = (day, model ?? "");
            key = counts.ContainsKey(key) || counts.Count < MostModels ? key : (day, OtherModels);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        if (isFirst)
        {
            _ = WriteLaterAsync(_ending.Token);
        }
    }

    /// <summary>Hands over what was counted so far.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Write();
        _ending.Dispose();
    }

    private async Task WriteLaterAsync(CancellationToken ended)
    {
        await Task.Delay(Window, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Write();
    }

    // Handed over under the lock: whoever ends it right after may be sure that nothing is on its way any more.
    private void Write()
    {
        lock (_gate)
        {
            foreach (var (tenant, counts) in _counts)
            {
                writes.Add(tenant, context => AddAsync(context, tenant, counts));
            }

            _counts = [];
        }
    }

    private static async Task AddAsync(BluebearDbContext context, TenantId tenant, Dictionary<(DateOnly Day, string Model), long> counts)
    {
        foreach (var ofDay in counts.GroupBy(static count => count.Key.Day))
        {
            var rows = await context.UnpricedDays.AsTracking().Where(row => row.Day == ofDay.Key)
                .ToDictionaryAsync(static row => row.Model, StringComparer.Ordinal);
            foreach (var ((day, named), requests) in ofDay)
            {
                var model = rows.ContainsKey(named) || rows.Count < MostModels ? named : OtherModels;
                if (!rows.TryGetValue(model, out var row))
                {
                    context.UnpricedDays.Add(row = new() { TenantId = tenant.Value, Day = day, Model = model });
                    rows.Add(model, row);
                }

                row.Requests += requests;
            }
        }
    }
}
