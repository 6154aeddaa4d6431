using Bluebear.Dashboard.Data.Sqlite;

namespace Bluebear.Dashboard.Data;

/// <summary>Registers the database.</summary>
internal static class DataRegistration
{
    /// <summary>Contexts by <c>IDbContextFactory</c> (and a scoped one for Identity's stores).</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton(static provider =>
            DatabaseLocation.Of(provider.GetRequiredService<IConfiguration>().GetConnectionString("Bluebear")));
        services.AddDbContextFactory<BluebearDbContext>(static (provider, options) =>
            options.UseBluebearSqlite(provider.GetRequiredService<DatabaseLocation>().ConnectionString));
        return services;
    }
}
