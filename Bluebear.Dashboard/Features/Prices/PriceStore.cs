using System.Globalization;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>The result of an import of a price list, or of its preview.</summary>
/// <param name="Rate">The rate of the conversion.</param>
/// <param name="Changes">New and changed prices.</param>
/// <param name="LeftOut">Entries that were not imported.</param>
public sealed record PriceImport(CreditsPerUsd Rate, PriceChanges Changes, IReadOnlyList<LeftOutEntry> LeftOut)
{
    /// <summary>Prices that were rounded at the twelfth decimal.</summary>
    public IReadOnlyList<RoundedPrice> Rounded { get; init; } = [];

    /// <summary>Kinds of price that were left out of imported models.</summary>
    public IReadOnlyList<LeftOutKey> LeftOutKeys { get; init; } = [];
}

/// <summary>
/// Records prices and rates of a tenant. Does not check permissions: the services beside it do, and the command line belongs to
/// the operator of the machine.
/// </summary>
public sealed class PriceStore(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    /// <summary>What an import of LiteLLM's list would do. Changes nothing.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="file">The file's bytes.</param>
    /// <param name="rate">The rate of the conversion; null for the tenant's.</param>
    /// <param name="validFrom">The start of the prices, see <see cref="PriceChanges.Between"/>.</param>
    /// <param name="acceptJumps">Whether prices that look like a mistake are taken, see <see cref="PriceJumps"/>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="FormatException">The file is not a price list.</exception>
    public async Task<PriceImport> PreviewAsync(
        TenantId tenant, ReadOnlyMemory<byte> file, CreditsPerUsd? rate, DateTimeOffset? validFrom, bool acceptJumps, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return await DecideAsync(context, tenant, file, rate, validFrom, acceptJumps, cancellation);
    }

    /// <summary>
    /// Imports LiteLLM's list, and stores the rate as the tenant's if one is given. Earlier prices stay as history.
    /// </summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public Task<PriceImport> ImportAsync(
        TenantId tenant, ReadOnlyMemory<byte> file, CreditsPerUsd? rate, DateTimeOffset? validFrom, bool acceptJumps, AuditActor actor,
        CancellationToken cancellation) => writes.WriteAsync(
        tenant,
        async context =>
        {
            var import = await DecideAsync(context, tenant, file, rate, validFrom, acceptJumps, cancellation);
            Add(context, tenant, import.Changes, actor);
            audit.Add(context, tenant, actor, AuditActions.PricesImported, "LiteLLM", after:
                $"{import.Changes.New.Count} new, {import.Changes.Changed.Count} changed, {import.Changes.Unchanged} unchanged{(import.Changes.Jumps.Count > 0 ? $", {import.Changes.Jumps.Count} not taken" : "")}");
            await SetRateAsync(context, tenant, rate, actor, cancellation);
            return import;
        },
        cancellation);

    /// <summary>Records one price, unless it is already the same. Earlier prices stay as history.</summary>
    /// <returns>What changed; see <see cref="PriceChanges.Between"/> for its start.</returns>
    public Task<PriceChanges> SetAsync(
        TenantId tenant, ModelPrice price, DateTimeOffset? validFrom, AuditActor actor, CancellationToken cancellation) =>
        writes.WriteAsync(
            tenant,
            async context =>
            {
                var current = await context.ReadPriceListAsync(cancellation);
                var changes = PriceChanges.Between(current, [price], validFrom, clock.GetUtcNow());
                Add(context, tenant, changes, actor);
                foreach (var change in changes.New.Concat(changes.Changed))
                {
                    audit.Add(context, tenant, actor, AuditActions.PriceSet, price.Model, Describe(change.Before), Describe(change.After));
                }

                return changes;
            },
            cancellation);

    /// <summary>The list's limit of output tokens for a model at an instant, or null.</summary>
    public async Task<long?> LimitAsync(TenantId tenant, string model, DateTimeOffset? at, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return (await context.ReadPriceListAsync(cancellation)).Find(model, at ?? clock.GetUtcNow())?.MaxOutputTokens;
    }

    /// <summary>Stores the tenant's rate.</summary>
    public Task SetRateAsync(TenantId tenant, CreditsPerUsd rate, AuditActor actor, CancellationToken cancellation) =>
        writes.WriteAsync(tenant, context => SetRateAsync(context, tenant, rate, actor, cancellation), cancellation);

    private async Task<PriceImport> DecideAsync(
        BluebearDbContext context, TenantId tenant, ReadOnlyMemory<byte> file, CreditsPerUsd? rate, DateTimeOffset? validFrom, bool acceptJumps,
        CancellationToken cancellation)
    {
        var rateBefore = await context.ReadCreditsPerUsdAsync(tenant, cancellation);
        var appliedRate = rate ?? rateBefore;
        var list = LiteLlmPriceList.Parse(file, appliedRate, ModelPrice.Always);
        var current = await context.ReadPriceListAsync(cancellation);
        var jumps = acceptJumps ? null : new PriceJumps(appliedRate, rateBefore);
        return new(appliedRate, PriceChanges.Between(current, list.Prices, validFrom, clock.GetUtcNow(), jumps), list.LeftOut)
        {
            Rounded = list.Rounded,
            LeftOutKeys = list.LeftOutKeys,
        };
    }

    private void Add(BluebearDbContext context, TenantId tenant, PriceChanges changes, AuditActor actor)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        context.ModelPrices.AddRange(changes.ToRecord.Select(price => price.ToRow(tenant, now, actor.Name)));
    }

    private async Task SetRateAsync(
        BluebearDbContext context, TenantId tenant, CreditsPerUsd? rate, AuditActor actor, CancellationToken cancellation)
    {
        if (rate is not { } named)
        {
            return;
        }

        var before = await context.ReadCreditsPerUsdAsync(tenant, cancellation);
        var row = await context.Tenants.AsTracking().SingleAsync(row => row.Id == tenant.Value, cancellation);
        row.CreditsPerUsd = named.ToStored();
        audit.Add(context, tenant, actor, AuditActions.RateSet, "credits per US dollar", before.ToString(), named.ToString());
    }

    private static string? Describe(ModelPrice? price) => price is null ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"{price.Input?.ToString() ?? "-"} / {price.CachedInput?.ToString() ?? "-"} / {price.Output?.ToString() ?? "-"}{FurtherOf(price)}{MostOf(price)} from {price.ValidFrom:u}");

    private static string FurtherOf(ModelPrice price) => string.Concat(price.Parts.Select(static part =>
        $"; {PriceText.Of(part.Part, part.Tier, part.AboveInputTokens)} {PriceText.Of(part.Part, part.Price.ToDecimal())}"));

    private static string MostOf(ModelPrice price) => price.MaxOutputTokens is { } most
        ? string.Create(CultureInfo.InvariantCulture, $", at most {most} output tokens,") : "";
}
