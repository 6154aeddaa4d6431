using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what tells pages of changes that are no balances. May be called by each feature that has such pages.</summary>
internal static class RecordWatchRegistration
{
    public static IServiceCollection AddRecordWatch(this IServiceCollection services)
    {
        services.TryAddSingleton<RecordPoll>();
        services.TryAddScoped<RecordWatch>();
        return services;
    }
}
