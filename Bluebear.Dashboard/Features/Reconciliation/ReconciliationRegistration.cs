using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Registers reconciliation.</summary>
internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) =>
        services.AddScreens().AddSingleton<CheckBooks>().AddDueWork<WatchBooks>()
            .AddScoped<ReconcilePurchases>().AddScoped<ProveBooks>().AddScoped<ReleaseMoves>();
}
