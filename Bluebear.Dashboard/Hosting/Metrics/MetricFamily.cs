using System.Globalization;
using System.Text;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>How the values of an instrument add up. A closed set, named as Prometheus names it.</summary>
internal enum MetricType
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts values by size.</summary>
    Histogram,
}

/// <summary>The measurements of one instrument, by labels. Safe for many threads.</summary>
/// <param name="name">Its name as Prometheus writes it.</param>
/// <param name="help">What it measures, or null.</param>
/// <param name="type">How its values add up.</param>
/// <param name="bounds">Of a histogram: the upper bounds of its buckets, ascending; more is counted in a last one.</param>
internal sealed class MetricFamily(string name, string? help, MetricType type, IReadOnlyList<double> bounds)
{
    // So that whatever names what is measured can never fill the memory.
    private const int MostSeries = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Adds a value to a counter or a gauge that tells its changes.</summary>
    public void Add(string labels, double value) => Change(labels, series => series.Sum += value);

    /// <summary>Replaces a gauge's value.</summary>
    public void Set(string labels, double value) => Change(labels, series => series.Sum = value);

    /// <summary>Counts a value of a histogram.</summary>
    public void Count(string labels, double value) => Change(labels, series =>
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
        {
            bucket++;
        }

        series.Buckets[bucket]++;
        series.Sum += value;
    });

    /// <summary>Forgets its values, of an instrument that tells all of them each time.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _series.Clear();
        }
    }

    /// <summary>Writes the family in Prometheus' text format 0.0.4; nothing where nothing was measured.</summary>
    public void WriteTo(StringBuilder text)
    {
        lock (_gate)
        {
            if (_series.Count == 0)
            {
                return;
            }

            if (help is { Length: > 0 })
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusText.Help(help)).Append('\n');
            }

            text.Append("# TYPE ").Append(name).Append(' ').Append(PrometheusText.Of(type)).Append('\n');
            foreach (var (labels, series) in _series.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                Write(text, labels, series);
            }
        }
    }

    private void Write(StringBuilder text, string labels, Series series)
    {
        if (type is not MetricType.Histogram)
        {
            Line(text, "", labels, PrometheusText.Number(series.Sum));
            return;
        }

        var count = 0L;
        for (var bucket = 0; bucket <= bounds.Count; bucket++)
        {
            count += series.Buckets[bucket];
            var bound = bucket < bounds.Count ? PrometheusText.Number(bounds[bucket]) : "+Inf";
            Line(text, "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", count.ToString(CultureInfo.InvariantCulture));
        }

        Line(text, "_sum", labels, PrometheusText.Number(series.Sum));
        Line(text, "_count", labels, count.ToString(CultureInfo.InvariantCulture));
    }

    private void Line(StringBuilder text, string suffix, string labels, string value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private void Change(string labels, Action<Series> change)
    {
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_series.Count >= MostSeries)
                {
                    return;
                }

                _series.Add(labels, series = new(type is MetricType.Histogram ? bounds.Count + 1 : 0));
            }

            change(series);
        }
    }

    private sealed class Series(int buckets)
    {
        public long[] Buckets { get; } = new long[buckets];

        public double Sum { get; set; }
    }
}
