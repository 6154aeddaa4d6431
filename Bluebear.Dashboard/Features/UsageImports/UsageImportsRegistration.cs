namespace Bluebear.Dashboard.Features.UsageImports;

internal static class UsageImportsRegistration
{
    /// <summary>Registers the import of usage files.</summary>
    public static IServiceCollection AddUsageImports(this IServiceCollection services) => services.AddSingleton<ImportUsage>();
}
