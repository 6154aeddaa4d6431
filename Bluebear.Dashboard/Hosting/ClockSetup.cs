using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Hosting;

/// <summary>Registers the one clock that everything reads.</summary>
internal static class ClockSetup
{
    /// <summary>The system's clock, or one that starts at <c>Clock:Start</c> and runs on; a test's own stays.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services)
    {
        services.AddSettings<ClockOptions>("Clock");
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ClockOptions>>().Value.Start is { } start
            ? new TrialClock(start)
            : TimeProvider.System);
        return services;
    }
}
