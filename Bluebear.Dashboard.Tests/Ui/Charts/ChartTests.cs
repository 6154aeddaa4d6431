using Bluebear.Dashboard.Ui.Charts;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Charts;

public sealed class ChartTests : BunitContext
{
    private static readonly Flow[] Flows =
    [
        new("Pool", "Platform", Credits.FromCredits(60)),
        new("Pool", "Insurance", Credits.FromCredits(40)),
        new("Platform", "Code Review", Credits.FromCredits(50)),
    ];

    [Fact]
    public void UsageChart_ShownAsTable_HasEveryFigureAndTheExactTotal()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var chart = Render<UsageChart>(parameters => parameters.Add(it => it.Label, "Daily spend").Add(it => it.Data, new ChartData(
            ["2026-11-20", "2026-11-21"], [new("Spend", [Credits.FromMicroCredits(1_000_001), Credits.FromCredits(2)])], Time: true)));
        Assert.Equal("height:280px", chart.Find(".bb-chart-canvas").GetAttribute("style"));
        chart.Find("button").Click();
        Assert.Equal(["1.000001", "2.000000", "3.000001"], chart.FindAll("td").Select(cell => cell.TextContent));
        Assert.Equal("Show as chart", chart.Find("button").TextContent.Trim());
    }

    [Fact]
    public void FlowChart_Flows_AreDrawnAndTold()
    {
        var chart = Render<FlowChart>(parameters => parameters.Add(it => it.Label, "Where the pool went").Add(it => it.Flows, Flows));
        Assert.Equal(3, chart.FindAll("path[stroke-width]").Count(path => path.QuerySelector("title") is not null));
        Assert.Equal(3, chart.FindAll("tbody tr").Count);
        Assert.Contains("Platform to Code Review: 50.00 cr", chart.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void FlowLayout_Boxes_StandInLayersWithinTheDrawing()
    {
        var layout = FlowLayout.Of(Flows, 460, 280);
        Assert.Equal([0, 1, 1, 2], layout.Boxes.Select(box => box.Layer));
        Assert.All(layout.Boxes, box => Assert.InRange(box.Y + box.Height, 0, 280));
    }

    [Fact]
    public void FlowLayout_ManyEnds_MergesTheSmallest()
    {
        Flow[] many = [.. Enumerable.Range(1, 20).Select(at => new Flow("Pool", $"Workspace {at}", Credits.FromCredits(at)))];
        var shortened = FlowLayout.Shorten(many, 12);
        Assert.Equal(11, shortened.Count);
        Assert.Equal(Credits.FromCredits(210), Credits.Sum(shortened.Select(flow => flow.Amount)));
        Assert.Equal("55", shortened.Single(flow => flow.To == "Other").Amount.ToString());
    }

    [Fact]
    public void FlowLayout_Circle_EndsAnyway() =>
        Assert.NotEmpty(FlowLayout.Of([new("A", "B", Credits.FromCredits(1)), new("B", "A", Credits.FromCredits(1))], 460, 280).Boxes);

    [Fact]
    public void FlowLayout_Nothing_IsEmpty() =>
        Assert.Empty(FlowLayout.Of([new("A", "B", Credits.Zero)], 460, 280).Boxes);
}
