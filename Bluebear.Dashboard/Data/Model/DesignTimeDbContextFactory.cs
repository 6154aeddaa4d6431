using Bluebear.Dashboard.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Bluebear.Dashboard.Data.Model;

/// <summary>Gives <c>dotnet ef</c> the model without starting the application.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<BluebearDbContext>
{
    /// <inheritdoc/>
    public BluebearDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BluebearDbContext>();
        options.UseBluebearSqlite("Data Source=:memory:");
        return new BluebearDbContext(options.Options);
    }
}
