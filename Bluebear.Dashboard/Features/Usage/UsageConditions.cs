using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What rows filters let through, in ids. Filters of texts that no request ever named let nothing through.</summary>
internal sealed class UsageConditions
{
    private readonly List<(UsageColumn Column, long Id)> _only = [];

    /// <summary>The columns with the only id that is wanted.</summary>
    public IReadOnlyList<(UsageColumn Column, long Id)> Only => _only;

    /// <summary>The only organization, 0 for usage without one; null for all.</summary>
    public long? Organization { get; private set; }

    /// <summary>The number of the only tag, 0 for usage without tags; null for all.</summary>
    public long? Tag { get; private set; }

    /// <summary>True where nothing can match.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The column of a key that is one.</summary>
    public static UsageColumn? ColumnOf(UsageKey key) => key switch
    {
        UsageKey.Workspace => UsageColumn.Workspace,
        UsageKey.Team => UsageColumn.Team,
        UsageKey.User => UsageColumn.User,
        UsageKey.Account => UsageColumn.Account,
        UsageKey.Payer => UsageColumn.Payer,
        UsageKey.Model => UsageColumn.Model,
        UsageKey.ConsumerGroup => UsageColumn.ConsumerGroup,
        UsageKey.Key => UsageColumn.Actor,
        _ => null,
    };

    /// <summary>Looks the values up.</summary>
    public static async Task<UsageConditions> ReadAsync(
        BluebearDbContext db, IReadOnlyList<UsageFilter> filters, UsageTags tags, CancellationToken cancellation)
    {
        var conditions = new UsageConditions();
        foreach (var filter in filters)
        {
            var id = filter.IsNone ? 0
                : filter.Key == UsageKey.Tag ? tags.NumberOf(filter.Value)
                : filter.Key.IsAccount() ? PublicId.TryParse(PublicId.Account, filter.Value, out var account) ? account : null
                : await TextAsync(db, filter, cancellation);
            conditions.Add(filter.Key, id);
        }

        return conditions;
    }

    private void Add(UsageKey key, long? id)
    {
        if (id is not { } known)
        {
            IsEmpty = true;
        }
        else if (key == UsageKey.Organization)
        {
            Organization = known;
        }
        else if (key == UsageKey.Tag)
        {
            Tag = known;
        }
        else
        {
            _only.Add((ColumnOf(key)!.Value, known));
        }
    }

    // A key is found by its own name, too.
    private static async Task<long?> TextAsync(BluebearDbContext db, UsageFilter filter, CancellationToken cancellation)
    {
        var kind = filter.Key switch
        {
            UsageKey.User => TextKind.User,
            UsageKey.Model => TextKind.Model,
            UsageKey.ConsumerGroup => TextKind.ConsumerGroup,
            _ => TextKind.Actor,
        };
        string[] values = kind == TextKind.Actor ? [filter.Value, UsageNames.ActorOfKey(filter.Value)] : [filter.Value];
        var found = await db.Texts.Where(row => row.Kind == kind && values.Contains(row.Value)).Select(row => new { row.Id, row.Value }).ToListAsync(cancellation);
        return found.OrderBy(row => row.Value.Length).Select(row => (long?)row.Id).FirstOrDefault();
    }
}
