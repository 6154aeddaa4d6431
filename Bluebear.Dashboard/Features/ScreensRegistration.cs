using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what screens follow. Each feature with screens may call it.</summary>
internal static class ScreensRegistration
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<DenialFeed>();
        services.TryAddSingleton<RecordPoll>();
        services.TryAddSingleton<IRecordFeed>(static provider => provider.GetRequiredService<RecordPoll>());
        services.TryAddScoped<ScreenFeeds>();
        services.TryAddScoped<ReadAccountAlerts>();
        return services;
    }
}
