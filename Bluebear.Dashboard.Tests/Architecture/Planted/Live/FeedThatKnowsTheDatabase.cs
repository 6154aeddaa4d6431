using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Live;

/// <summary>Planted: the feed reads by itself, in an asynchronous method, which the compiler nests.</summary>
internal sealed class FeedThatKnowsTheDatabase
{
    public static async Task<int> CountAsync(DbContextOptions options)
    {
        await Task.Yield();
        await using var context = new DbContext(options);
        return await context.Database.CanConnectAsync() ? 1 : 0;
    }
}
