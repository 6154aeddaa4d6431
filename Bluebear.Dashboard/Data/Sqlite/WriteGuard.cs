using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Refuses statements that would write without the gate, such as <c>ExecuteUpdate</c> on a reading context.</summary>
internal sealed class WriteGuard : DbCommandInterceptor
{
    /// <summary>The only instance, for every context.</summary>
    public static readonly WriteGuard Instance = new();

    /// <inheritdoc/>
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result)
    {
        Check(eventData.Context);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext? context)
    {
        if (context is BluebearDbContext { HoldsGate: false })
        {
            throw new InvalidOperationException("Only DatabaseWrites, or saving a context, may write: both take the gate.");
        }
    }
}
