namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Registers what reconciles.</summary>
internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) =>
        services.AddScreens().AddSingleton<CheckBooks>().AddHostedService<WatchBooks>()
            .AddScoped<ReconcilePurchases>().AddScoped<ProveBooks>().AddScoped<ReleaseMoves>();
}
