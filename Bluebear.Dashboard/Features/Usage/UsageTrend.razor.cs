using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A report's figure over time, with the period before as a ghost, drawn in the browser or as a table.</summary>
public partial class UsageTrend
{
    private ChartCanvas? _canvas;
    private (UsageReport? Report, UsageFigure Figure, bool IsUnfinished) _given;
    private object _picture = new();

    /// <summary>The chart's content, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The report. A new instance redraws the chart.</summary>
    [Parameter, EditorRequired]
    public required UsageReport Report { get; set; }

    /// <summary>The figure to show.</summary>
    [Parameter]
    public UsageFigure Figure { get; set; }

    /// <summary>True if the last time is not over yet. It is drawn and named so.</summary>
    [Parameter]
    public bool IsUnfinished { get; set; }

    /// <summary>The height in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 320;

    /// <summary>Shows the table in the chart's place.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>Raised with the series and the time that were clicked.</summary>
    [Parameter]
    public EventCallback<(int Series, int Time)> OnChosen { get; set; }

    /// <summary>Has the browser save the chart as a picture.</summary>
    public Task SavePictureAsync(string fileName, string title, string subtitle) => _canvas?.SavePictureAsync(fileName, title, subtitle) ?? Task.CompletedTask;

    protected override void OnParametersSet()
    {
        var given = (Report, Figure, IsUnfinished);
        if (_given != given)
        {
            (_given, _picture) = (given, PictureOf());
        }
    }

    // Only pixels are made of these. The table has the exact figures.
    private object PictureOf() => new
    {
        time = true,
        labels = Report.Times.Select(LabelOf).ToList(),
        unfinished = IsUnfinished && Report.Begun == Report.Times.Count,
        weekends = Report.Bucket == UsageKey.Day,
        unit = Figure.IsCredits() ? "cr" : Figure == UsageFigure.Money ? Report.Price!.Money[0].Currency : "",
        // Averages do not add up to one bar.
        lines = Figure == UsageFigure.Each ? Report.Series.Select(series => new { name = series.Name, dashed = false, values = Values(series.Sums) }).ToList() : null,
        series = Figure == UsageFigure.Each ? null : Report.Series.Select(series => new { name = series.Name, values = Values(series.Sums) }).ToList(),
        ghost = Report.Before.IsZero ? null : new
        {
            name = "Period before",
            values = Enumerable.Range(0, Report.Times.Count).Select(at => at < Report.Ghost.Count ? Figure.Of(Report.Ghost[at], Report.Price) : null).ToList(),
        },
    };

    private List<decimal?> Values(IEnumerable<UsageSum> sums) => [.. sums.Select((sum, at) => at < Report.Begun ? Figure.Of(sum, Report.Price) : null)];

    // An hour is shown as the tenant's clock does, a month from its first day.
    private static string LabelOf((UsageValue Value, UsageRange Days) time) => time.Value.Key switch
    {
        UsageKey.Hour => UsageQuery.Text(time.Days.First) + "T" + time.Value.Name[^5..],
        UsageKey.Month => time.Value.Code + "-01",
        _ => time.Value.Code!,
    };

    private RenderFragment? TextOf(UsageSum sum) => Figure switch
    {
        UsageFigure.Credits => CreditText.Of(sum.Credits),
        UsageFigure.Money => builder => builder.AddContent(0, UsageWords.Money(Report.MoneyOf(sum))),
        UsageFigure.Each => sum.Each is { } each ? CreditText.Of(each) : null,
        _ => builder => builder.AddContent(0, CreditFormat.Count((long)Figure.Of(sum)!.Value)),
    };
}
