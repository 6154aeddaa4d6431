using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Usage;

internal static class UsageRegistration
{
    /// <summary>The usage page.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.TryAddScoped<BooksWatch>();
        return services.AddScoped<ReadUsage>().AddScoped<SumUsage>().AddScoped<ReadWallet>();
    }
}
