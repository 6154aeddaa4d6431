using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A value of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Code">How addresses and programs name it: an id, a text, a time; null for none.</param>
/// <param name="Name">How people read it.</param>
public sealed record UsageValue(UsageKey Key, string? Code, string Name);

/// <summary>The values behind the ids of groups.</summary>
internal sealed class UsageNames
{
    // The actor of a key, see Caller.Actor.
    private const string KeyActor = "key ";

    private readonly Dictionary<long, (string Name, bool IsDeleted)> _accounts = [];
    private readonly TimeZoneInfo _zone;
    private readonly UsageTags _tags;
    private TextReads? _texts;

    private UsageNames(TimeZoneInfo zone, UsageTags tags) => (_zone, _tags) = (zone, tags);

    /// <summary>Reads the names of these ids.</summary>
    public static async Task<UsageNames> ReadAsync(BluebearDbContext db, TimeZoneInfo zone, UsageTags tags,
        IEnumerable<(UsageKey Key, long Id)> ids, CancellationToken cancellation)
    {
        const int atOnce = 1_000;
        var names = new UsageNames(zone, tags);
        var all = ids.Where(static one => one.Id != 0).ToHashSet();
        foreach (var chunk in all.Where(static one => one.Key.IsAccount()).Select(static one => one.Id).Distinct().Chunk(atOnce))
        {
            foreach (var row in await db.Accounts.Where(row => chunk.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.Status }).ToListAsync(cancellation))
            {
                names._accounts[row.Id] = (row.Name, row.Status == AccountStatus.Deleted);
            }
        }

        names._texts = new(db);
        foreach (var chunk in all.Where(static one => IsText(one.Key)).Select(static one => (long?)one.Id).Chunk(atOnce))
        {
            await names._texts.LoadAsync(chunk, cancellation);
        }

        return names;
    }

    /// <summary>The value of an id; <paramref name="withState"/> for screens, where a deleted account says so.</summary>
    public UsageValue Of(UsageKey key, long id, bool withState = true)
    {
        if (key.IsTime())
        {
            return UsageTimes.ValueOf(key, id, _zone);
        }

        if (id == 0)
        {
            return new(key, null, key.None());
        }

        if (key.IsAccount())
        {
            var (name, isDeleted) = _accounts.GetValueOrDefault(id, ("Unknown", false));
            return new(key, PublicId.Format(PublicId.Account, id), isDeleted && withState ? name + " (deleted)" : name);
        }

        var text = key == UsageKey.Tag ? _tags.NameOf(id) : _texts!.Find(id) ?? "Unknown";
        return new(key, text, key == UsageKey.Key ? NameOfKey(text) : text);
    }

    /// <summary>The name of who recorded usage: a key's name without the word before it.</summary>
    public static string NameOfKey(string actor) => actor.StartsWith(KeyActor, StringComparison.Ordinal) ? actor[KeyActor.Length..] : actor;

    /// <summary>How the ledger names a key of that name.</summary>
    public static string ActorOfKey(string name) => KeyActor + name;

    private static bool IsText(UsageKey key) => key is UsageKey.User or UsageKey.Model or UsageKey.ConsumerGroup or UsageKey.Key;
}
