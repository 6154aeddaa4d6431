using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Counts the open holds of all tenants.</summary>
public sealed class CountHolds(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The number of open holds; null while the database cannot be read.</summary>
    public async Task<long?> OpenAsync(CancellationToken cancellation = default)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            // Uses the index of open holds.
            return await context.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM holds WHERE status = 0").SingleAsync(cancellation);
        }
        catch (DbException)
        {
            return null;
        }
    }
}
