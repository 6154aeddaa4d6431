using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Overview;

internal static class OverviewRegistration
{
    /// <summary>Registers the overview.</summary>
    public static IServiceCollection AddOverview(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertReach>();
        return services.AddScreens().AddScoped<ReadOverview>();
    }
}
