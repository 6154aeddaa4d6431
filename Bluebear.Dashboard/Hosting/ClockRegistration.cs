using System.Globalization;

namespace Bluebear.Dashboard.Hosting;

/// <summary>Registers the one clock that everything reads.</summary>
internal static class ClockRegistration
{
    private const string StartKey = "Clock:Start";

    /// <summary>The system's clock, or one that starts at <c>Clock:Start</c> and runs on.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration,
        IHostEnvironment environment) =>
        services.AddSingleton(Clock(configuration[StartKey], environment));

    private static TimeProvider Clock(string? start, IHostEnvironment environment)
    {
        if (string.IsNullOrEmpty(start) || environment.IsProduction())
        {
            return TimeProvider.System;
        }

        return DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new TrialClock(instant)
            : TimeProvider.System;
    }
}
