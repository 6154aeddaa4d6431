using Bluebear.Dashboard.Features.Usage.Views;

namespace Bluebear.Dashboard.Features.Usage;

internal static class UsageRegistration
{
    /// <summary>Registers the usage page.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        return services.AddScreens().AddSingleton<UsageDays>().AddScoped<ReadUsagePage>().AddScoped<SumUsage>().AddScoped<ExportUsage>().AddScoped<SavedViews>();
    }
}
