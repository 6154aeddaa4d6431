using System.Globalization;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>Flows of credits as bands between boxes, with the same figures as a table. Narrow screens show the table.</summary>
public partial class FlowChart
{
    private const int MostBoxes = 12;
    private const int LongestName = 18;

    private FlowLayout _layout = FlowLayout.Of([], 1, 1);
    private int _decimals = 2;
    private bool _asTable;

    /// <summary>The chart's content, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>All flows. The chart merges the smallest ends into "Other"; the table has each.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Flow> Flows { get; set; }

    /// <summary>The width of the drawing in pixels. Letters keep their size at about that width.</summary>
    [Parameter]
    public int Width { get; set; } = 460;

    /// <summary>The height of the drawing in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    protected override void OnParametersSet()
    {
        _layout = FlowLayout.Of(FlowLayout.Shorten(Flows, MostBoxes), Width, Height);
        _decimals = CreditFormat.DecimalsFor(Flows.Select(flow => flow.Amount));
    }

    private static string Curve(FlowBand band)
    {
        var middle = (band.X1 + band.X2) / 2;
        return $"M{Number(band.X1)} {Number(band.Y1)}C{Number(middle)} {Number(band.Y1)} {Number(middle)} {Number(band.Y2)} {Number(band.X2)} {Number(band.Y2)}";
    }

    private static RenderFragment Caption(FlowBox box) => builder =>
    {
        // Razor reads <text> as its own tag.
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", Number(box.X + FlowLayout.BoxWidth + 6));
        builder.AddAttribute(2, "y", Number(box.Y + (box.Height / 2) + 4));
        builder.AddContent(3, box.Name.Length > LongestName ? box.Name[..(LongestName - 1)] + "…" : box.Name);
        builder.OpenElement(4, "tspan");
        builder.AddAttribute(5, "class", "bb-flow-amount");
        builder.AddAttribute(6, "dx", "6");
        builder.AddContent(7, CreditFormat.Compact(box.Amount));
        builder.CloseElement();
        builder.CloseElement();
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
