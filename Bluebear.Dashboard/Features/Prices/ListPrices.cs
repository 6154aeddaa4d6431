using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>The content of the Prices page.</summary>
/// <param name="Rate">The tenant's rate.</param>
/// <param name="InForce">Each model's current price, by model.</param>
/// <param name="Upcoming">Future prices, earliest first.</param>
/// <param name="Models">All models that have a price at some time, by name.</param>
/// <param name="CanEdit">Whether the caller may change prices.</param>
/// <param name="TimeZone">The tenant's time zone.</param>
public sealed record PriceListView(
    CreditsPerUsd Rate, IReadOnlyList<ModelPrice> InForce, IReadOnlyList<ModelPrice> Upcoming, IReadOnlyList<string> Models, bool CanEdit, TimeZoneInfo TimeZone);

/// <summary>A recorded price of a model.</summary>
/// <param name="Price">The price.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="IsReplaced">True if a later record with the same start replaces it.</param>
public sealed record RecordedPrice(ModelPrice Price, DateTimeOffset RecordedAt, string Actor, bool IsReplaced);

/// <summary>Reads the caller's price list.</summary>
public sealed class ListPrices(IDbContextFactory<BluebearDbContext> contexts, ICurrentCaller callers, TimeProvider clock)
{
    /// <summary>The current list.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read prices.</exception>
    public async Task<PriceListView> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadPrices, cancellation);
        await using var context = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var list = await context.ReadPriceListAsync(cancellation);
        var now = clock.GetUtcNow();
        return new(
            await context.ReadCreditsPerUsdAsync(caller.Tenant, cancellation),
            [.. list.InForce(now)],
            [.. list.Models.SelectMany(list.History).Where(price => price.ValidFrom > now).OrderBy(price => price.ValidFrom)],
            list.Models,
            caller.Can(Permission.ManagePrices),
            caller.TimeZone);
    }

    /// <summary>The prices at an instant (null: now), by model.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read prices.</exception>
    public async Task<IReadOnlyList<ModelPrice>> InForceAsync(DateTimeOffset? at, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadPrices, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        return [.. (await context.ReadPriceListAsync(cancellation)).InForce(at ?? clock.GetUtcNow())];
    }

    /// <summary>All prices of a model, latest start first; with the same start, the later record first.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read prices.</exception>
    public async Task<IReadOnlyList<RecordedPrice>> HistoryAsync(string model, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadPrices, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.ModelPrices.Include(row => row.Parts).Where(row => row.Model == model).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        var starts = new HashSet<DateTimeOffset>();
        return
        [
            .. rows.Select(row => (Row: row, Price: PriceListReads.ToPrice(row)))
                .Select(item => new RecordedPrice(item.Price, item.Row.RecordedAt, item.Row.Actor, !starts.Add(item.Price.ValidFrom)))
                .OrderByDescending(price => price.Price.ValidFrom),
        ];
    }
}
