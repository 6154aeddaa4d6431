namespace Bluebear.Dashboard.Features.Prices;

internal static class PricesRegistration
{
    /// <summary>The price list: services of the page, and what the command line shares with them.</summary>
    public static IServiceCollection AddPrices(this IServiceCollection services) => services.AddScreens()
        .AddSingleton<PriceStore>()
        .AddScoped<ListPrices>()
        .AddScoped<ListUnpriced>()
        .AddScoped<ImportPrices>()
        .AddScoped<SetPrice>();
}
