using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Tests.Hosting.Metrics;

/// <summary>Reads Prometheus' text format 0.0.4 as its specification has it, and throws at what breaks it.</summary>
internal sealed partial class ScrapedText
{
    private readonly Dictionary<string, string> _types = [];

    /// <summary>Each sample as written ("name{labels}", "name" without labels) with its value.</summary>
    public Dictionary<string, double> Samples { get; } = [];

    /// <summary>The labels that occur.</summary>
    public SortedSet<string> Labels { get; } = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    public static ScrapedText Parse(string text)
    {
        var scraped = new ScrapedText();
        if (!text.EndsWith('\n'))
        {
            throw new FormatException("The last line does not end.");
        }

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            scraped.Read(line);
        }

        scraped.CheckHistograms();
        return scraped;
    }

    private void Read(string line)
    {
        if (Type().Match(line) is { Success: true } type)
        {
            _types.Add(type.Groups["name"].Value, type.Groups["type"].Value);
            return;
        }

        // Help, units and what else a comment says.
        if (line.StartsWith("# ", StringComparison.Ordinal) && !line.StartsWith("# TYPE", StringComparison.Ordinal))
        {
            return;
        }

        var sample = Sample().Match(line);
        if (!sample.Success || Family(sample.Groups["name"].Value) is null)
        {
            throw new FormatException($"Not a sample of a declared family: {line}");
        }

        Samples.Add(sample.Groups["series"].Value.Replace("{}", "", StringComparison.Ordinal), sample.Groups["value"].Value is "+Inf"
            ? double.PositiveInfinity : double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
        Labels.UnionWith(sample.Groups["label"].Captures.Select(label => label.Value));
    }

    private string? Family(string name) => _types.ContainsKey(name) ? name
        : _types.Keys.FirstOrDefault(family => _types[family] == "histogram" && Regex.IsMatch(name, $"^{family}_(bucket|sum|count)$"));

    private string? HistogramOf(string sample) => sample.Split('{')[0] is var name && name.EndsWith("_count", StringComparison.Ordinal)
        && name[..^"_count".Length] is var family && _types.GetValueOrDefault(family) == "histogram" ? family : null;

    // Buckets grow, and the last one holds all.
    private void CheckHistograms()
    {
        foreach (var (count, total) in Samples.Where(sample => HistogramOf(sample.Key) is not null))
        {
            var family = HistogramOf(count)!;
            var labels = count.Contains('{', StringComparison.Ordinal) ? count[(count.IndexOf('{', StringComparison.Ordinal) + 1)..^1] + "," : "";
            var buckets = Samples.Where(sample => sample.Key.StartsWith($"{family}_bucket{{{labels}le=", StringComparison.Ordinal))
                .Select(sample => sample.Value).ToList();
            if (buckets.Count == 0 || !buckets.SequenceEqual(buckets.Order()) || buckets[^1] != total)
            {
                throw new FormatException($"The buckets of {count} do not add up.");
            }
        }
    }

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<series>(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\[\\"n])*",?)*\})?) (?<value>[+-]?(Inf|[0-9.]+([eE][+-]?[0-9]+)?)|NaN)( [0-9]+)?$""")]
    private static partial Regex Sample();
}
