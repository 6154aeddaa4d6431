using System.Runtime.InteropServices;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>One pass over the rollups: sums by the keys that were asked for, and cells of a chart beside them.</summary>
/// <remarks>
/// A team lead sees the usage of the led workspaces, and usage without a workspace that led accounts paid. At most
/// <see cref="MostRows"/> rows are read, so that no question takes the server's time without end.
/// </remarks>
internal sealed class UsageScan
{
    /// <summary>The most rows of a rollup that one question reads.</summary>
    public const int MostRows = 3_000_000;

    private const int RowsBetweenLooks = 4_096;

    private readonly UsageKey? _first;
    private readonly UsageKey? _second;
    private readonly bool _hasTags;
    private readonly UsageKey? _bucket;
    private readonly UsageKey? _series;
    private readonly UsageConditions _conditions;
    private readonly UsageOrganizations? _organizations;
    private readonly UsageTags _tags;
    private readonly HashSet<long>? _visible;
    private readonly (DateOnly First, DateOnly Last) _days;
    private readonly CancellationToken _cancellation;
    private readonly long[] _times = new long[(int)UsageKey.Month + 1];
    private int _rows;
    private long _hour = long.MinValue;
    private DateOnly _day;

    private UsageScan(Caller caller, UsageAsk ask, UsageKey? bucket, UsageReads reads, CancellationToken cancellation)
    {
        (_bucket, _conditions, _organizations, _tags, _cancellation) = (bucket, reads.Conditions, reads.Organizations, reads.Tags, cancellation);
        (_first, _second) = (ask.Keys.Count > 0 ? ask.Keys[0] : null, ask.Keys.Count > 1 ? ask.Keys[1] : null);
        _hasTags = ask.Keys.Contains(UsageKey.Tag);
        _series = bucket is null ? null : ask.Keys.Where(static key => !key.IsTime()).Select(static key => (UsageKey?)key).FirstOrDefault();
        _visible = caller.VisibleAccounts.IsAll ? null : [.. caller.VisibleAccounts.Ids];
        _days = (ask.From.Day ?? DateOnly.MinValue, ask.To is { Day: { } last } ? last : DateOnly.MaxValue);
    }

    /// <summary>The sums by the keys; a key that is not there is 0.</summary>
    public Dictionary<(long First, long Second), UsageTally> Groups { get; } = [];

    /// <summary>The sums by time and the first key that is no time.</summary>
    public Dictionary<(long Time, long Key), UsageTally> Cells { get; } = [];

    /// <summary>The sum of all, each request once.</summary>
    public UsageTally Total { get; } = new();

    /// <summary>True where there was more than <see cref="MostRows"/>; the sums are then too small.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>Reads.</summary>
    /// <param name="db">An open snapshot of the tenant.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ask">What.</param>
    /// <param name="bucket">The times of the chart's cells; null for no chart.</param>
    /// <param name="reads">What filters and keys stand for.</param>
    /// <param name="days">Days that were summed up before; null to read all.</param>
    /// <param name="cancellation">Stops.</param>
    public static UsageScan Run(
        BluebearDbContext db, Caller caller, UsageAsk ask, UsageKey? bucket, UsageReads reads, UsageDays? days, CancellationToken cancellation)
    {
        var scan = new UsageScan(caller, ask, bucket, reads, cancellation);
        if (reads.Conditions.IsEmpty)
        {
            return scan;
        }

        var zone = caller.TimeZone;
        if (scan._visible is null && ask.IsByDays && bucket is not UsageKey.Hour)
        {
            UsageRollups.ReadDays(db, caller.Tenant, scan._days.First, scan._days.Last,
                reads.Conditions.Only is [var (_, workspace)] ? workspace : null, scan.TakeDay);
            return scan;
        }

        if (days is not null && scan.IsByWholeDays(ask))
        {
            scan.AddDays(db, caller, days);
            return scan;
        }

        // The hour of an instant is included as a whole, and an hour may begin before its day does.
        UsageRollups.ReadHours(db, caller.Tenant, ask.From.Start(zone).AddHours(-1),
            ask.To?.End(zone) ?? DateTimeOffset.MaxValue, reads.Conditions.Only, row => scan.TakeHour(row, ask.From.Day is null ? ask.From.Start(zone) : null));
        return scan;
    }

    // Organizations and tags can change without usage, and numbers of tags live only as long as a question.
    private bool IsByWholeDays(UsageAsk ask) => _visible is null && _conditions is { Only.Count: 0, Organization: null, Tag: null }
        && _bucket is not UsageKey.Hour && !ask.Keys.Any(static key => key is UsageKey.Hour or UsageKey.Organization or UsageKey.Tag)
        && ask.From.Day is not null && ask.To is null or { Day: not null };

    private void AddDays(BluebearDbContext db, Caller caller, UsageDays days)
    {
        var sums = new SortedDictionary<DateOnly, UsageTally>();
        UsageRollups.ReadDays(db, caller.Tenant, _days.First, _days.Last, null, row =>
        {
            var day = row.Day;
            if (!sums.TryGetValue(day, out var tally))
            {
                sums.Add(day, tally = new());
            }

            tally.Add(UsageRowSums.Of(row));
            return GoesOn();
        });
        UsageKey?[] keys = [.. new[] { _first, _second }.Where(static key => key is { } some && !some.IsTime())];
        var (first, second) = (keys.ElementAtOrDefault(0), keys.ElementAtOrDefault(1));
        var found = sums.ToDictionary(static one => one.Key, one => days.Find(caller.Tenant, first, second, one.Key, one.Value.ToSum()));
        var missing = found.Where(static one => one.Value is null).Select(static one => one.Key).ToDictionary(static day => day, static _ => new Dictionary<(long, long), UsageTally>());
        if (missing.Count > 0)
        {
            ReadMissing(db, caller, first, second, missing);
        }

        foreach (var (day, sum) in IsTooMuch ? [] : sums)
        {
            var groups = found[day] ?? missing[day];
            if (found[day] is null)
            {
                days.Keep(caller.Tenant, first, second, day, sum.ToSum(), groups);
            }

            Add(day, first, groups);
        }
    }

    private void ReadMissing(
        BluebearDbContext db, Caller caller, UsageKey? first, UsageKey? second, Dictionary<DateOnly, Dictionary<(long, long), UsageTally>> missing)
    {
        Dictionary<(long, long), UsageTally>? groups = null;
        UsageRollups.ReadHours(db, caller.Tenant, TenantDays.StartOf(missing.Keys.Min(), caller.TimeZone).AddHours(-1),
            TenantDays.StartOf(missing.Keys.Max().AddDays(1), caller.TimeZone), [], row =>
            {
                if (row[UsageColumn.Hour] is var hour && hour != _hour)
                {
                    _hour = hour;
                    groups = missing.GetValueOrDefault(row.Day);
                }

                if (groups is not null)
                {
                    TallyOf(groups, (first is { } one ? IdOf(one, row, 0) : 0, second is { } two ? IdOf(two, row, 0) : 0)).Add(UsageRowSums.Of(row));
                }

                return GoesOn();
            });
    }

    private void Add(DateOnly day, UsageKey? first, Dictionary<(long First, long Second), UsageTally> groups)
    {
        SetTimes(day, 0);
        foreach (var (ids, sum) in groups)
        {
            Total.Add(sum);
            if (_first is { } one)
            {
                TallyOf(Groups, (IdOf(one), _second is { } two ? IdOf(two) : 0)).Add(sum);
            }

            if (_bucket is { } bucket)
            {
                TallyOf(Cells, (_times[(int)bucket], ids.First)).Add(sum);
            }

            long IdOf(UsageKey key) => key.IsTime() ? _times[(int)key] : key == first ? ids.First : ids.Second;
        }
    }

    private bool TakeDay(UsageRow row)
    {
        SetTimes(row.Day, 0);
        Add(row);
        return GoesOn();
    }

    private bool TakeHour(UsageRow row, DateTimeOffset? from)
    {
        var hour = row[UsageColumn.Hour];
        if (hour != _hour)
        {
            _hour = hour;
            SetTimes(row.Day, hour);
        }

        var isWithin = from is { } start ? Instants.FromMicroseconds(hour) > start.AddHours(-1) : _day >= _days.First;
        if (isWithin && _day <= _days.Last && IsVisible(row) && IsWanted(row))
        {
            Add(row);
        }

        return GoesOn();
    }

    private bool GoesOn()
    {
        if (++_rows % RowsBetweenLooks == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        IsTooMuch = _rows > MostRows;
        return !IsTooMuch;
    }

    private void SetTimes(DateOnly day, long hour)
    {
        _day = day;
        for (var key = UsageKey.Hour; key <= UsageKey.Month; key++)
        {
            _times[(int)key] = UsageTimes.IdOf(key, day, hour);
        }
    }

    private bool IsVisible(UsageRow row) => _visible is null
        || (row[UsageColumn.Workspace] is var workspace and not 0 ? _visible.Contains(workspace) : _visible.Contains(row[UsageColumn.Payer]));

    private bool IsWanted(UsageRow row) =>
        (_conditions.Organization is not { } organization || OrganizationOf(row) == organization)
        && (_conditions.Tag is not { } tag || _tags.Of(row[UsageColumn.Tags]).Contains(tag));

    private void Add(UsageRow row)
    {
        var sums = UsageRowSums.Of(row);
        Total.Add(sums);
        if (_hasTags)
        {
            foreach (var tag in _tags.Of(row[UsageColumn.Tags]))
            {
                Add(row, tag, sums);
            }
        }
        else
        {
            Add(row, 0, sums);
        }
    }

    private void Add(UsageRow row, long tag, in UsageRowSums sums)
    {
        if (_first is { } first)
        {
            TallyOf(Groups, (IdOf(first, row, tag), _second is { } second ? IdOf(second, row, tag) : 0)).Add(sums);
        }

        if (_bucket is { } bucket)
        {
            TallyOf(Cells, (_times[(int)bucket], _series is { } series ? IdOf(series, row, tag) : 0)).Add(sums);
        }
    }

    private long IdOf(UsageKey key, UsageRow row, long tag) => key.IsTime() ? _times[(int)key]
        : key == UsageKey.Tag ? tag
        : key == UsageKey.Organization ? OrganizationOf(row)
        : row[UsageConditions.ColumnOf(key)!.Value];

    private long OrganizationOf(UsageRow row) => _organizations!.Of(
        row[UsageColumn.Workspace] is var workspace and not 0 ? workspace
        : row[UsageColumn.Team] is var team and not 0 ? team
        : row[UsageColumn.Account] is var account and not 0 ? account
        : row[UsageColumn.Payer]);

    private static UsageTally TallyOf(Dictionary<(long, long), UsageTally> tallies, (long, long) place)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, place, out _);
        return tally ??= new();
    }
}

/// <summary>What a pass needs to know before it reads.</summary>
internal sealed record UsageReads(UsageConditions Conditions, UsageOrganizations? Organizations, UsageTags Tags) : IDisposable
{
    /// <summary>Looks up what the filters and keys stand for.</summary>
    public static async Task<UsageReads> PrepareAsync(BluebearDbContext db, UsageAsk ask, CancellationToken cancellation)
    {
        var tags = new UsageTags(db);
        var conditions = await UsageConditions.ReadAsync(db, ask.Filters, tags, cancellation);
        var organizations = ask.Keys.Contains(UsageKey.Organization) || conditions.Organization is not null
            ? await UsageOrganizations.ReadAsync(db, cancellation) : null;
        return new(conditions, organizations, tags);
    }

    /// <inheritdoc/>
    public void Dispose() => Tags.Dispose();
}
