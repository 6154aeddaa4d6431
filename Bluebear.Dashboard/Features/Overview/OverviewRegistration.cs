using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Overview;

internal static class OverviewRegistration
{
    /// <summary>The overview.</summary>
    public static IServiceCollection AddOverview(this IServiceCollection services)
    {
        services.TryAddScoped<BooksWatch>();
        return services.AddRecordWatch().AddScoped<ReadOverview>().AddScoped<ReadSpending>();
    }
}
