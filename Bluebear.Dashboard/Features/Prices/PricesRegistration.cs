namespace Bluebear.Dashboard.Features.Prices;

internal static class PricesRegistration
{
    /// <summary>Registers the price list: the services of the page, and those that the command line shares.</summary>
    public static IServiceCollection AddPrices(this IServiceCollection services) => services.AddScreens()
        .AddSingleton<PriceStore>()
        .AddSingleton<Aliases.AliasStore>()
        .AddScoped<Aliases.ModelAliases>()
        .AddScoped<ListPrices>()
        .AddScoped<ListUnpriced>()
        .AddScoped<ImportPrices>()
        .AddScoped<SetPrice>();
}
