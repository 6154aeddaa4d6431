using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Hosting;

/// <summary>Registers the clock that all code reads.</summary>
internal static class ClockSetup
{
    /// <summary>The system's clock, or one that starts at <c>Clock:Start</c> and runs on. Keeps a test's own clock.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services)
    {
        services.AddSettings<ClockOptions>("Clock");
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ClockOptions>>().Value.Start is { } start
            ? new TrialClock(start)
            : TimeProvider.System);
        return services;
    }
}
