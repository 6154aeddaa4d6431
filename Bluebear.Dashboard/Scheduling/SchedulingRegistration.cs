using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>Registers due work and its runner.</summary>
internal static class SchedulingRegistration
{
    /// <summary>Adds the runner, which starts with the application. The database registers the store of leases.</summary>
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

    // A record instead of a second registration of the work itself, which would dispose it twice and too late.
    private sealed record DueWorkKind(Func<IServiceProvider, IDueWork> Of);
}
