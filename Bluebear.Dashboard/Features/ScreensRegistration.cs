using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what screens follow. May be called by each feature that has screens.</summary>
internal static class ScreensRegistration
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.TryAddSingleton<RecordPoll>();
        services.TryAddSingleton<IRecordFeed>(static provider => provider.GetRequiredService<RecordPoll>());
        services.TryAddScoped<ScreenFeeds>();
        return services;
    }
}
