using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Counts the reservations that stand, of all tenants together.</summary>
public sealed class CountHolds(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>How many they are; null while the database cannot be read.</summary>
    public async Task<long?> OpenAsync(CancellationToken cancellation = default)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            // By the index of those that stand alone.
            return await context.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM holds WHERE status = 0").SingleAsync(cancellation);
        }
        catch (DbException)
        {
            return null;
        }
    }
}
