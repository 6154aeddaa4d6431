using System.Collections.Concurrent;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Writes down when a key was last used: at most once a minute for each, and no request waits for it. Singleton.</summary>
internal sealed class KeyUse(BackgroundWrites writes, TimeProvider clock)
{
    /// <summary>The shortest time between two writes for one key.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(KeyId, bool), DateTimeOffset> _written = new();

    /// <summary>The key is being used; <paramref name="isOld"/> for the one that it replaces.</summary>
    public void Note(KeyId id, bool isOld)
    {
        var now = clock.GetUtcNow();
        var before = _written.GetValueOrDefault((id, isOld));
        // A clock that was set back must not silence it for long.
        if (now - before < Interval && now >= before)
        {
            return;
        }

        // Of requests at the same time one writes.
        if (before == default ? _written.TryAdd((id, isOld), now) : _written.TryUpdate((id, isOld), now, before))
        {
            writes.Add(id.Tenant, context => WriteAsync(context, id, isOld, now));
        }
    }

    private static async Task WriteAsync(BluebearDbContext context, KeyId id, bool isOld, DateTimeOffset now)
    {
        if (await context.ApiKeys.SingleOrDefaultAsync(row => row.Id == id.Value) is not { } row)
        {
            return;
        }

        if (isOld)
        {
            row.OldLastUsedAt = now;
        }
        else
        {
            row.LastUsedAt = now;
        }
    }
}
