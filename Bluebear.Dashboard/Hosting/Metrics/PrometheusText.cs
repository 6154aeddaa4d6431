using System.Globalization;
using System.Text;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>How Prometheus' text format 0.0.4 writes names, labels and numbers.</summary>
internal static class PrometheusText
{
    /// <summary>The format's media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>An instrument's name: what is no letter or digit becomes an underscore; then its unit, and of a counter "total".</summary>
    public static string Name(string instrument, string? unit, MetricType type)
    {
        var name = new StringBuilder(instrument.Length + 16);
        foreach (var letter in instrument)
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        Append(name, unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        });
        Append(name, type is MetricType.Counter ? "_total" : "");
        return name.ToString();
    }

    /// <summary>Labels in the order given, without the braces; of a value everything but letters, digits and a few signs is escaped.</summary>
    public static string Label(string key, object? value) =>
        $"{Name(key, null, MetricType.Gauge)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A text of a HELP line.</summary>
    public static string Help(string help) => Escape(help);

    /// <summary>A type's name.</summary>
    public static string Of(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        MetricType.Histogram => "histogram",
    };

    /// <summary>A number that reads back as the same.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Append(StringBuilder name, string suffix)
    {
        if (!name.ToString().EndsWith(suffix, StringComparison.Ordinal))
        {
            name.Append(suffix);
        }
    }
}
