using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Prices;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads a tenant's prices and rate as the ledger's types.</summary>
public static class PriceListReads
{
    private const decimal MillionthsPerCredit = 1_000_000m;

    /// <summary>The price list of the context's tenant, with its history and its aliases.</summary>
    public static async Task<PriceList> ReadPriceListAsync(this BluebearDbContext context, CancellationToken cancellation)
    {
        var rows = await context.ModelPrices.AsNoTracking().Include(row => row.Parts).AsSplitQuery().OrderBy(row => row.Id).ToListAsync(cancellation);
        return new(rows.Select(ToPrice), await context.ReadAliasesAsync(cancellation));
    }

    /// <summary>The aliases of the context's tenant, by name in ordinal order.</summary>
    public static async Task<IReadOnlyList<ModelAlias>> ReadAliasesAsync(this BluebearDbContext context, CancellationToken cancellation)
    {
        var rows = await context.ModelAliases.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(row => row.Alias, StringComparer.Ordinal).Select(static name => name.Last()).Where(row => row.Model is not null)
                .Select(row => new ModelAlias(row.Alias, row.Model!)).OrderBy(alias => alias.Alias, StringComparer.Ordinal),
        ];
    }

    /// <summary>The tenant's credits for a US dollar; 1 if it never set a rate.</summary>
    public static async Task<CreditsPerUsd> ReadCreditsPerUsdAsync(
        this BluebearDbContext context, TenantId tenant, CancellationToken cancellation)
    {
        var rate = await context.Tenants.Where(row => row.Id == tenant.Value).Select(row => row.CreditsPerUsd)
            .SingleOrDefaultAsync(cancellation);
        return rate is { } named ? CreditsPerUsd.FromMillionths((long)(named * MillionthsPerCredit)) : CreditsPerUsd.One;
    }

    /// <summary>The stored form of the rate.</summary>
    public static decimal ToStored(this CreditsPerUsd rate) => rate.Millionths / MillionthsPerCredit;

    /// <summary>The price of a row that was read with its parts.</summary>
    public static ModelPrice ToPrice(ModelPriceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            row.Model,
            ToPrice(row.InputPerMillion),
            ToPrice(row.CachedInputPerMillion),
            ToPrice(row.OutputPerMillion),
            row.ValidFrom ?? ModelPrice.Always,
            row.MaxOutputTokens)
        {
            Parts = PriceParts.Of(row.Parts.Select(static part =>
                new PartPrice(part.Part, part.Tier, part.AboveInputTokens, UnitPrice.FromCreditsPerMillion(part.PerMillion)))),
        };
    }

    /// <summary>A new row for a price.</summary>
    public static ModelPriceRow ToRow(this ModelPrice price, TenantId tenant, DateTimeOffset recordedAt, string actor)
    {
        ArgumentNullException.ThrowIfNull(price);
        return new()
        {
            TenantId = tenant.Value,
            Model = price.Model,
            ValidFrom = price.ValidFrom == ModelPrice.Always ? null : price.ValidFrom,
            InputPerMillion = price.Input?.ToDecimal(),
            CachedInputPerMillion = price.CachedInput?.ToDecimal(),
            OutputPerMillion = price.Output?.ToDecimal(),
            MaxOutputTokens = price.MaxOutputTokens,
            Parts =
            [
                .. price.Parts.Select(part => new ModelPricePartRow
                {
                    TenantId = tenant.Value,
                    Part = part.Part,
                    Tier = part.Tier,
                    AboveInputTokens = part.AboveInputTokens,
                    PerMillion = part.Price.ToDecimal(),
                }),
            ],
            RecordedAt = recordedAt,
            Actor = actor,
        };
    }

    private static UnitPrice? ToPrice(decimal? perMillion) =>
        perMillion is { } known ? UnitPrice.FromCreditsPerMillion(known) : null;
}
