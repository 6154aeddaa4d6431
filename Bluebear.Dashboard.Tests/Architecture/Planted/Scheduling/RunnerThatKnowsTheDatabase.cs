using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Scheduling;

/// <summary>Planted: the runner looks for work by itself instead of asking its kind.</summary>
internal sealed class RunnerThatKnowsTheDatabase
{
    public static Task<bool> FindAsync(DbContext context) => context.Database.CanConnectAsync();
}
