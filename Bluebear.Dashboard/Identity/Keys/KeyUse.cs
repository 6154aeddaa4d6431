using System.Collections.Concurrent;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>
/// Records when a key was last used: at most once a minute for each key, and without making requests wait. Singleton.
/// </summary>
internal sealed class KeyUse(BackgroundWrites writes, TimeProvider clock)
{
    /// <summary>The shortest time between two writes for one key.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(KeyId, bool), DateTimeOffset> _written = new();

    /// <summary>Notes that the key is used; <paramref name="isOld"/> for the secret that it replaced.</summary>
    public void Note(KeyId id, bool isOld)
    {
        var now = clock.GetUtcNow();
        var before = _written.GetValueOrDefault((id, isOld));
        // If the clock was set back, recording must not stop for long.
        if (now - before < Interval && now >= before)
        {
            return;
        }

        // Of several requests at the same time only one writes.
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
