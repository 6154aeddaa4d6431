using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Data;

/// <summary>Registers the database.</summary>
internal static class DataRegistration
{
    /// <summary>
    /// Registers contexts by <c>IDbContextFactory</c> (and a scoped one for Identity's stores), writes under the gate, and the
    /// database's start. Call it before registering other hosted services: they may use the database as soon as they start.
    /// </summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSettings<DatabaseOptions>("Database");
        services.AddSingleton(static provider =>
            DatabaseLocation.Of(provider.GetRequiredService<IConfiguration>().GetConnectionString("Bluebear")));
        services.AddProtectionKeys();
        services.AddSingleton<DatabaseGate>().AddSingleton<ServingLock>().AddSingleton<GateInterceptor>();
        services.AddSingleton<DatabaseWrites>().AddSingleton<CountHolds>().AddSingleton<CountDeliveries>();
        services.AddSingleton<ILeaseStore, DatabaseLeases>().AddDueWork<BackgroundWrites>().AddDueWork<UnpricedRequests>();
        services.AddSingleton<ILedgerStore, SqliteLedgerStore>().AddSingleton<CreditLedger>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<AccountDirectory>());
        services.AddSingleton<VerifyLedger>().AddSingleton<BackUpDatabase>();
        services.AddDbContextFactory<BluebearDbContext>(static (provider, options) => options
            .UseBluebearSqlite(provider.GetRequiredService<DatabaseLocation>().ConnectionString)
            .AddInterceptors(provider.GetRequiredService<GateInterceptor>(), AuditChain.Instance, WriteGuard.Instance));
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(static provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddSingleton<DatabaseReadiness>().AddHealthChecks().AddCheck<DatabaseReadiness>("database");
        return services;
    }
}
