namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Arranges what two passes summed up: the range that was asked for, and the one before.</summary>
internal sealed class UsagePicture
{
    private const string Others = "Others";

    private readonly UsageQuestion _question;
    private readonly UsageKey _bucket;
    private readonly TimeZoneInfo _zone;
    private readonly UsageScan _now;
    private readonly UsageScan _before;
    private readonly List<long> _times;
    private readonly List<long> _timesBefore;
    private readonly List<((long First, long Second) Ids, UsageSum Sum)> _groups;
    private readonly List<long> _series;
    private readonly UsageKey? _seriesKey;

    public UsagePicture(UsageQuestion question, UsageKey bucket, TimeZoneInfo zone, UsageScan now, UsageScan before)
    {
        (_question, _bucket, _zone, _now, _before) = (question, bucket, zone, now, before);
        _seriesKey = question.Keys.Where(static key => !key.IsTime()).Select(static key => (UsageKey?)key).FirstOrDefault();
        _times = TimesOf(bucket, question.Range, now.Cells.Keys.Select(static cell => cell.Time));
        _timesBefore = TimesOf(bucket, question.Range.Before(), before.Cells.Keys.Select(static cell => cell.Time));
        _groups = GroupsOf();
        _series = [.. now.Cells.GroupBy(static cell => cell.Key.Key)
            .Select(static group => (group.Key, Credits: Credits.Sum(group.Select(static cell => cell.Value.ToSum().Credits))))
            .OrderByDescending(static group => group.Credits).ThenBy(static group => group.Key).Select(static group => group.Key)];
    }

    /// <summary>How many of the times have begun.</summary>
    public int Begun => _bucket == UsageKey.Hour && _question.Now is { } now ? _times.Count(time => Instants.FromMicroseconds(time) <= now) : _times.Count;

    /// <summary>The ids whose names are needed.</summary>
    public IEnumerable<(UsageKey Key, long Id)> Ids(int mostSeries) =>
    [
        .. _groups.SelectMany(group => KeysWith(group.Ids)),
        .. _seriesKey is { } key ? _series.Take(mostSeries).Select(id => (key, id)) : [],
    ];

    /// <summary>The lines.</summary>
    public List<UsageLine> Lines(UsageNames names)
    {
        var before = BeforeIds();
        return _groups.ConvertAll(group => new UsageLine(
            [.. KeysWith(group.Ids).Select(one => names.Of(one.Key, one.Id))], group.Sum, BeforeOf(group.Ids, before)));
    }

    /// <summary>The times of the series with their days.</summary>
    public List<(UsageValue Value, UsageRange Days)> Times(UsageNames names) =>
        _times.ConvertAll(time => (names.Of(_bucket, time), UsageTimes.DaysOf(_bucket, time, _question.Range, _zone)));

    /// <summary>The largest groups over time, and the others together.</summary>
    public List<UsageSeries> Series(UsageNames names, int most)
    {
        if (_seriesKey is not { } key)
        {
            return [new(null, "All usage", [.. _times.Select(time => SumOf(_now, time, 0))])];
        }

        List<UsageSeries> series =
        [
            .. _series.Take(most).Select(id => new UsageSeries(names.Of(key, id), names.Of(key, id).Name, [.. _times.Select(time => SumOf(_now, time, id))])),
        ];
        if (_series.Count > most)
        {
            var rest = _series.Skip(most).ToHashSet();
            var byTime = _now.Cells.Where(cell => rest.Contains(cell.Key.Key)).ToLookup(static cell => cell.Key.Time, static cell => cell.Value);
            series.Add(new(null, Others, [.. _times.Select(time => byTime[time].Aggregate(default(UsageSum), static (sum, cell) => sum + cell.ToSum()))]));
        }

        return series;
    }

    /// <summary>The period before, time by time.</summary>
    public List<UsageSum> Ghost()
    {
        var sums = _before.Cells.ToLookup(static cell => cell.Key.Time, static cell => cell.Value);
        return [.. _timesBefore.Take(_times.Count).Select(time => sums[time].Aggregate(default(UsageSum), static (sum, cell) => sum + cell.ToSum()))];
    }

    private static UsageSum SumOf(UsageScan scan, long time, long key) => scan.Cells.TryGetValue((time, key), out var tally) ? tally.ToSum() : default;

    // All times of the range. Where clock changes shift the hours, the usage itself says which hours there were.
    private List<long> TimesOf(UsageKey key, UsageRange range, IEnumerable<long> found) =>
        [.. UsageTimes.Each(key, range, _zone).Union(found).Order()];

    // A single time lists each time, also those without usage.
    private List<((long First, long Second) Ids, UsageSum Sum)> GroupsOf()
    {
        var groups = _now.Groups.Select(static group => (Ids: group.Key, Sum: group.Value.ToSum()));
        if (_question.Keys is [var only] && only == _bucket)
        {
            return [.. _times.Take(Begun).Select(time => ((time, 0L), _now.Groups.TryGetValue((time, 0), out var tally) ? tally.ToSum() : default))];
        }

        return _question.Keys[0].IsTime()
            ? [.. groups.OrderBy(static group => group.Ids.First).ThenByDescending(static group => group.Sum.Credits).ThenBy(static group => group.Ids.Second)]
            : [.. groups.OrderByDescending(static group => group.Sum.Credits).ThenBy(static group => group.Ids.First).ThenBy(static group => group.Ids.Second)];
    }

    private IEnumerable<(UsageKey Key, long Id)> KeysWith((long First, long Second) ids) =>
        _question.Keys.Select((key, place) => (key, place == 0 ? ids.First : ids.Second));

    // A time has the time at the same place of the period before, everything else itself.
    private Dictionary<UsageKey, Dictionary<long, long>> BeforeIds() => _question.Keys.Where(static key => key.IsTime()).ToDictionary(static key => key, key =>
        TimesOf(key, _question.Range, []).Zip(TimesOf(key, _question.Range.Before(), [])).ToDictionary(static pair => pair.First, static pair => pair.Second));

    private UsageSum BeforeOf((long First, long Second) ids, Dictionary<UsageKey, Dictionary<long, long>> before)
    {
        var place = (Id(0, ids.First), _question.Keys.Count > 1 ? Id(1, ids.Second) : 0);
        return _before.Groups.TryGetValue(place, out var tally) ? tally.ToSum() : default;

        long Id(int at, long id) => before.TryGetValue(_question.Keys[at], out var times) ? times.GetValueOrDefault(id, long.MinValue) : id;
    }
}
