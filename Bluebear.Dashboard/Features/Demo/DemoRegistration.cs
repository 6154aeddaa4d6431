using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Registers the demo tenant.</summary>
internal static class DemoRegistration
{
    /// <summary>Adds what the command <c>demo</c> uses.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSettings<DemoOptions>("Demo");
        services.TryAddSingleton<WebhookSecret>();
        return services.AddSingleton<DemoDatabase>().AddSingleton<DemoPassword>().AddSingleton<DemoTenant>();
    }
}
