using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>Listens to the application's meters from its start and writes what they measured. Singleton.</summary>
/// <remarks>
/// The feed of packages has no exporter for this format. Only the labels named here pass, so that no address, header or id of
/// anybody can come in by an instrument's tags.
/// </remarks>
internal sealed class MetricReader : IDisposable
{
    private const string Route = "http.route";

    private static readonly string[] Meters =
    [
        LedgerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime",
    ];

    private static readonly HashSet<string> Labels =
    [
        "http.request.method", "http.response.status_code", Route, "type", "reason", "gc.heap.generation", "cpu.mode",
    ];

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

    private readonly Lock _reading = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _factory;

    /// <summary>Starts to listen.</summary>
    /// <param name="factory">The application's: what another one in the same process measures is not its own.</param>
    public MetricReader(IMeterFactory factory)
    {
        _factory = factory;
        _listener.InstrumentPublished = Publish;
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        _listener.Start();
    }

    /// <summary>What was measured so far, as text.</summary>
    public string Read()
    {
        var text = new StringBuilder(16 * 1024);
        lock (_reading)
        {
            foreach (var (instrument, family) in _families)
            {
                if (instrument.IsObservable)
                {
                    family.Clear();
                }
            }

            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values.OrderBy(static family => family.Name, StringComparer.Ordinal))
            {
                family.WriteTo(text);
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter;
        if (Meters.Contains(meter.Name) && (meter.Scope is null || ReferenceEquals(meter.Scope, _factory)))
        {
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, Family));
        }
    }

    private static MetricFamily Family(Instrument instrument)
    {
        var type = TypeOf(instrument);
        IReadOnlyList<double>? bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;
        return new(PrometheusText.Name(instrument.Name, instrument.Unit, type), instrument.Description, type, bounds ?? DefaultBounds);
    }

    private static MetricType TypeOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition() switch
    {
        var kind when kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) => MetricType.Counter,
        var kind when kind == typeof(Histogram<>) => MetricType.Histogram,
        _ => MetricType.Gauge,
    };

    private void Listen<T>()
        where T : struct => _listener.SetMeasurementEventCallback<T>(static (instrument, value, tags, state) =>
    {
        var (family, number) = ((MetricFamily)state!, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
        var labels = LabelsOf(tags);
        switch (instrument)
        {
            case Histogram<T>:
                family.Count(labels, number);
                break;
            case Gauge<T>:
                family.Set(labels, number);
                break;
            default:
                family.Add(labels, number);
                break;
        }
    });

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = "";
        foreach (var (key, value) in tags)
        {
            if (Labels.Contains(key))
            {
                labels = (labels.Length > 0 ? labels + "," : "") + PrometheusText.Label(key, IsAsset(key, value) ? "assets" : value);
            }
        }

        return labels;
    }

    // Each file of the browser side is a route of its own, without the slash that all others begin with: one series is enough for them.
    private static bool IsAsset(string key, object? value) => key == Route && value is string { Length: > 0 } route && route[0] != '/';
}
