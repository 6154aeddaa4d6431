using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>Registers due work and what runs it.</summary>
internal static class SchedulingRegistration
{
    /// <summary>Adds the runner, which starts with the application. Where leases are kept, the database says.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddMetrics().AddSingleton<DueWorkMeter>().AddSingleton<DueWorkBell>();
        services.AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<DueWorkBell>());
        services.AddHostedService(static provider => ActivatorUtilities.CreateInstance<DueWorkRunner>(
            provider, provider.GetServices<DueWorkKind>().Select(kind => kind.Of(provider))));
        return services;
    }

    /// <summary>Adds a kind of due work, as a singleton.</summary>
    public static IServiceCollection AddDueWork<TWork>(this IServiceCollection services)
        where TWork : class, IDueWork =>
        services.AddSingleton<TWork>().AddSingleton(new DueWorkKind(static provider => provider.GetRequiredService<TWork>()));

    // Not a second registration of the work itself: it would be disposed of twice, and later than those that still need it.
    private sealed record DueWorkKind(Func<IServiceProvider, IDueWork> Of);
}
