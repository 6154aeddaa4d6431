using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Charts;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Charts;

public sealed class ChartTests : ComponentContext
{
    private static readonly Flow[] Flows =
    [
        new("Pool", "Platform", Credits.FromCredits(60)),
        new("Pool", "Insurance", Credits.FromCredits(40)),
        new("Platform", "Code Review", Credits.FromCredits(50)),
    ];

    [Fact]
    public void UsageChart_ShownAsTable_HasTwoDecimalsAndTheExactFigureBesideThem_A19()
    {
        var chart = Show(asTable: true);
        Assert.Equal(["1.00", "2.00", "3.00"], chart.FindAll("td").Select(cell => cell.TextContent));
        Assert.Equal(["1.000001 cr", "2.00 cr", "3.000001 cr"], chart.FindAll("td .bb-credits").Select(cell => cell.GetAttribute("title")));
    }

    [Fact]
    public void UsageChart_OfADayThatIsNotOver_NamesItAsThat_A31()
    {
        var chart = Show(asTable: true);
        Assert.Equal(["20 Nov 2026", "21 Nov 2026 (so far)", "Total"], chart.FindAll("th[scope=row]").Select(cell => cell.TextContent));
    }

    [Fact]
    public void UsageChart_Drawn_HasItsHeightReserved() =>
        Assert.Equal("height:280px", Show(asTable: false).Find(".bb-chart-canvas").GetAttribute("style"));

    [Fact]
    public void LineChart_ShownAsTable_HasEachLineAndItsRangeAndGaps()
    {
        DateOnly[] days = [new(2026, 11, 20), new(2026, 11, 21)];
        var data = new LineChartData(days,
            [new("Left", [Credits.FromCredits(5), null]), new("Expected", [null, Credits.FromCredits(3)], IsDashed: true)],
            new ChartBand("Likely", [null, Credits.FromCredits(2)], [null, Credits.FromCredits(4)]));
        var chart = Render<LineChart>(parameters => parameters.Add(it => it.Label, "Burn-down").Add(it => it.AsTable, true).Add(it => it.Data, data));
        Assert.Equal(["Day", "Left", "Expected", "Likely"], chart.FindAll("th[scope=col]").Select(cell => cell.TextContent));
        Assert.Equal(["5.00", "", "", "", "3.00", "2.00 to 4.00"], chart.FindAll("td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void ChartCard_ItsButton_StandsInTheHeadAndSwitches_A55()
    {
        var card = Render<ChartCard>(parameters => parameters.Add(it => it.Title, "Daily spend")
            .Add(it => it.ChildContent, asTable => asTable ? "the table" : "the chart"));
        Assert.Contains("the chart", card.Markup, StringComparison.Ordinal);
        card.Find("header button").Click();
        Assert.Contains("the table", card.Markup, StringComparison.Ordinal);
        Assert.Equal("Show as chart", card.Find("header button").TextContent.Trim());
    }

    [Fact]
    public void FlowChart_Flows_AreDrawnAndTold()
    {
        var chart = Render<FlowChart>(parameters => parameters.Add(it => it.Label, "Where the pool went").Add(it => it.Flows, Flows));
        Assert.Equal(3, chart.FindAll(".bb-flow path").Count(path => path.QuerySelector("title") is not null));
        Assert.Equal(4, chart.FindAll(".bb-flow-label").Count);
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
    public void FlowLayout_WhatIsMerged_StandsLast_A30()
    {
        var layout = FlowLayout.Of([new("Pool", "Other", Credits.FromCredits(9)), .. Flows, new("Pool", "Growth", Credits.FromCredits(1))], 460, 280);
        Assert.Equal("Other", layout.Boxes.Where(box => box.Layer == 1).MaxBy(box => box.Y)!.Name);
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

    private IRenderedComponent<UsageChart> Show(bool asTable) =>
        Render<UsageChart>(parameters => parameters.Add(it => it.Label, "Daily spend").Add(it => it.AsTable, asTable)
            .Add(it => it.Data, new ChartData(["2026-11-20", "2026-11-21"],
                [new("Spend", [Credits.FromMicroCredits(1_000_001), Credits.FromCredits(2)])], Time: true, LastIsUnfinished: true)));
}
