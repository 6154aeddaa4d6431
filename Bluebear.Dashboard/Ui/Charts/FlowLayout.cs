namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>A box of a flow chart, in the chart's own units.</summary>
internal sealed record FlowBox(string Name, int Layer, double X, double Y, double Height, Credits Amount);

/// <summary>A band between two boxes: a curve from (X1, Y1) to (X2, Y2) with a thickness.</summary>
internal sealed record FlowBand(Flow Flow, double X1, double Y1, double X2, double Y2, double Thickness);

/// <summary>
/// The places of a flow chart's boxes and bands. Heights are proportional to credits. The doubles are pixels, never money.
/// </summary>
internal sealed class FlowLayout
{
    public const double BoxWidth = 8;
    private const double Gap = 14;
    private const double LeastHeight = 2;
    private const string Rest = "Other";

    private FlowLayout(IReadOnlyList<FlowBox> boxes, IReadOnlyList<FlowBand> bands) => (Boxes, Bands) = (boxes, bands);

    public IReadOnlyList<FlowBox> Boxes { get; }

    public IReadOnlyList<FlowBand> Bands { get; }

    /// <summary>Arranges the flows, which must not form a circle. Leaves out amounts of zero and below.</summary>
    public static FlowLayout Of(IEnumerable<Flow> flows, double width, double height)
    {
        var kept = flows.Where(flow => flow.Amount.IsPositive).ToList();
        var layers = Layers(kept);
        var sizes = layers.Keys.ToDictionary(name => name, name => Size(kept, name));
        var columns = layers.GroupBy(layer => layer.Value, layer => layer.Key).OrderBy(column => column.Key).ToList();
        var scale = columns.Count == 0 ? 0 : columns.Min(column => Scale(column, sizes, height));
        var step = columns.Count < 2 ? 0 : (width - BoxWidth) / (columns.Count - 1);
        // What was merged stands below what has a name: its bands come from everywhere and would cross the others.
        var boxes = columns.SelectMany(column => Column(column.OrderBy(name => name == Rest), column.Key, column.Key * step, sizes, scale)).ToList();
        return new FlowLayout(boxes, [.. Bend(kept, boxes.ToDictionary(box => box.Name), scale)]);
    }

    /// <summary>
    /// The flows with the smallest ends merged into "Other", so that at most <paramref name="mostBoxes"/> boxes are left.
    /// </summary>
    public static IReadOnlyList<Flow> Shorten(IReadOnlyList<Flow> flows, int mostBoxes)
    {
        var sources = flows.Select(flow => flow.From).ToHashSet(StringComparer.Ordinal);
        var ends = flows.Where(flow => !sources.Contains(flow.To)).GroupBy(flow => flow.To)
            .OrderBy(end => Credits.Sum(end.Select(flow => flow.Amount))).Select(end => end.Key).ToList();
        var tooMany = sources.Union(flows.Select(flow => flow.To)).Count() - mostBoxes;
        if (tooMany <= 0)
        {
            return flows;
        }

        // Merges one more than necessary, because "Other" itself takes a place.
        var merged = ends.Take(tooMany + 1).ToHashSet(StringComparer.Ordinal);
        return [.. flows.Select(flow => merged.Contains(flow.To) ? flow with { To = Rest, Href = null } : flow)
            .GroupBy(flow => (flow.From, flow.To, flow.Href))
            .Select(group => new Flow(group.Key.From, group.Key.To, Credits.Sum(group.Select(flow => flow.Amount)), group.Key.Href))];
    }

    private static Dictionary<string, int> Layers(List<Flow> flows)
    {
        var layers = flows.SelectMany(flow => new[] { flow.From, flow.To }).Distinct().ToDictionary(name => name, _ => 0);
        // The longest way from a start. As many rounds as boxes are enough, unless the flows form a circle.
        for (var round = 0; round < layers.Count; round++)
        {
            foreach (var flow in flows)
            {
                layers[flow.To] = Math.Max(layers[flow.To], Math.Min(layers[flow.From] + 1, layers.Count));
            }
        }

        return layers;
    }

    private static Credits Size(List<Flow> flows, string name) => Credits.Max(
        Credits.Sum(flows.Where(flow => flow.From == name).Select(flow => flow.Amount)),
        Credits.Sum(flows.Where(flow => flow.To == name).Select(flow => flow.Amount)));

    private static double Scale(IGrouping<int, string> column, Dictionary<string, Credits> sizes, double height)
    {
        var names = column.ToList();
        var free = height - (Gap * (names.Count - 1)) - Gap;
        return free / Math.Max(0.000001, names.Sum(name => (double)sizes[name].ToDecimal()));
    }

    private static IEnumerable<FlowBox> Column(
        IEnumerable<string> names, int layer, double x, Dictionary<string, Credits> sizes, double scale)
    {
        var y = Gap / 2;
        foreach (var name in names)
        {
            var tall = Math.Max(LeastHeight, (double)sizes[name].ToDecimal() * scale);
            yield return new FlowBox(name, layer, x, y, tall, sizes[name]);
            y += tall + Gap;
        }
    }

    private static IEnumerable<FlowBand> Bend(List<Flow> flows, Dictionary<string, FlowBox> boxes, double scale)
    {
        var outAt = boxes.ToDictionary(box => box.Key, box => box.Value.Y);
        var inAt = boxes.ToDictionary(box => box.Key, box => box.Value.Y);
        foreach (var flow in flows.OrderBy(flow => boxes[flow.From].Y).ThenBy(flow => boxes[flow.To].Y))
        {
            var thick = Math.Max(1, (double)flow.Amount.ToDecimal() * scale);
            yield return new FlowBand(flow, boxes[flow.From].X + BoxWidth, outAt[flow.From] + (thick / 2),
                boxes[flow.To].X, inAt[flow.To] + (thick / 2), thick);
            outAt[flow.From] += thick;
            inAt[flow.To] += thick;
        }
    }
}
