using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>A database as the product makes it, with two tenants (numbers 1 and 2), in a folder of its own.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluebear-").FullName;
    private readonly ServiceProvider _services;

    public TemporaryDatabase()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Bluebear"] = $"Data Source={Path.Combine(_folder, "test.db")};Pooling=False",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddData().BuildServiceProvider();
    }

    public static TenantId Northwind => new(1);

    public static TenantId Contoso => new(2);

    public IDbContextFactory<BluebearDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();

    public DatabaseWrites Writes => _services.GetRequiredService<DatabaseWrites>();

    public async Task PrepareAsync()
    {
        await _services.GetRequiredService<DatabaseStartup>().PrepareAsync(CancellationToken.None);
        await Writes.WriteAsync(tenant: null, context =>
        {
            context.Tenants.Add(new TenantRow { Id = 1, Name = "Northwind", TimeZone = "Europe/Berlin" });
            context.Tenants.Add(new TenantRow { Id = 2, Name = "Contoso", TimeZone = "UTC" });
            return Task.CompletedTask;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
