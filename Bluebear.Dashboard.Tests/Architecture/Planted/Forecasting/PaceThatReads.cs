using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Forecasting;

/// <summary>Planted: a forecast that reads its history by itself.</summary>
internal sealed class PaceThatReads
{
    public static Task<bool> FindAsync(DbContext context) => context.Database.CanConnectAsync();
}
