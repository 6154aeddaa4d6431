using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>Flows of credits as bands between boxes, with the same figures as a table. Narrow screens show the table.</summary>
public partial class FlowChart
{
    private const int MostBoxes = 12;
    private const double Width = 1000;

    private FlowLayout _layout = FlowLayout.Of([], 1, 1);

    /// <summary>The chart's content, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>All flows. The chart merges the smallest ends into "Other"; the table has each.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Flow> Flows { get; set; }

    /// <summary>Height of the drawing in pixels; it is as wide as its place.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    /// <summary>Shows the table in the drawing's place.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnParametersSet() =>
        _layout = FlowLayout.Of(FlowLayout.Shorten(Flows, MostBoxes), Width, Height);

    private string? HrefOf(FlowBox box) => _layout.Bands.Select(static band => band.Flow).FirstOrDefault(flow => flow.To == box.Name)?.Href;

    // By pointer only: the table has links for the keyboard.
    private void Open(string? href)
    {
        if (href is not null)
        {
            Navigation.NavigateTo(href);
        }
    }

    // An area and not a thick line, so that the drawing can be stretched to the width of its place.
    private static string Area(FlowBand band)
    {
        var (middle, half) = ((band.X1 + band.X2) / 2, band.Thickness / 2);
        var there = Curve(band.X1, band.Y1 - half, middle, band.X2, band.Y2 - half);
        var back = Curve(band.X2, band.Y2 + half, middle, band.X1, band.Y1 + half);
        return $"M{there}L{back}Z";
    }

    private static string Curve(double fromX, double fromY, double middle, double toX, double toY) =>
        $"{Number(fromX)} {Number(fromY)}C{Number(middle)} {Number(fromY)} {Number(middle)} {Number(toY)} {Number(toX)} {Number(toY)}";

    private static string PlaceOf(FlowBox box) =>
        $"--bb-at:{((box.X + FlowLayout.BoxWidth) / Width).ToString("0.####", CultureInfo.InvariantCulture)};top:{Number(box.Y + (box.Height / 2))}px";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
