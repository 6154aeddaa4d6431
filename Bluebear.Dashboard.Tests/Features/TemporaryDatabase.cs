using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>A migrated SQLite database with two tenants (numbers 1 and 2) and no ledger, in a folder of its own.</summary>
internal sealed class TemporaryDatabase : IDbContextFactory<BluebearDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluebear-").FullName;
    private readonly DbContextOptions<BluebearDbContext> _options;

    public TemporaryDatabase()
    {
        var options = new DbContextOptionsBuilder<BluebearDbContext>();
        options.UseBluebearSqlite($"Data Source={Path.Combine(_folder, "test.db")};Pooling=False");
        _options = options.Options;
        using var context = CreateDbContext();
        context.Database.Migrate();
        context.Tenants.Add(new TenantRow { Name = "Northwind", TimeZone = "Europe/Berlin" });
        context.SaveChanges();
        context.Tenants.Add(new TenantRow { Name = "Contoso", TimeZone = "UTC" });
        context.SaveChanges();
    }

    public static TenantId Northwind => new(1);

    public static TenantId Contoso => new(2);

    public BluebearDbContext CreateDbContext() => new(_options);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }
}
