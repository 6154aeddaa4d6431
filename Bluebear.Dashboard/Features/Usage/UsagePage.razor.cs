using System.Globalization;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Usage by time, person and model, and the balance. The URL determines everything shown.</summary>
public sealed partial class UsagePage(
    ReadUsagePage usage, TimeProvider clock, NavigationManager navigation)
{
    private static readonly Choice[] RangeChoices =
    [
        new(UsageQuery.SevenDays, "Last 7 days"), new(UsageQuery.ThirtyDays, "Last 30 days"), new(UsageQuery.NinetyDays, "Last 90 days"),
        new(UsageQuery.Month, "This month"), new(UsageQuery.Custom, "Custom"),
    ];

    private static readonly Choice[] GroupChoices = [.. Enum.GetNames<UsageGroup>().Select(name => new Choice(name, name))];
    private static readonly Choice[] MovementChoices = [new("", "All"), new("funding", "Without usage")];

    private UsageView? _view;
    private ChartData? _chart;
    private string _from = "";
    private string _to = "";
    private string? _fromProblem;
    private string? _toProblem;

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "group_by")]
    public string? GroupBy { get; set; }

    [SupplyParameterFromQuery]
    public string? Movements { get; set; }

    private UsageQuery Query { get; set; } = new();

    private UsageReport? Report => _view?.Report;

    private DateOnly Today => TenantDays.Of(clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc);

    private string ChartTitle => Report!.Group == UsageGroup.Day
        ? "Credits by day"
        : $"Credits by day and {Report.Group.ToString().ToLowerInvariant()}";

    private string DailyAverage => CreditFormat.Exact(Share(Report!.Total.Credits, Report.Range.Days)) + " a day";

    private string CostEach => Report!.Total.Requests == 0 ? "\u00a0"
        : CreditFormat.Exact(Share(Report.Total.Credits, Report.Total.Requests)) + " each";

    protected override Task OnParametersSetAsync()
    {
        var query = new UsageQuery { Range = Range, From = From, To = To, GroupBy = GroupBy, Movements = Movements };
        if (query != Query || _view is null)
        {
            (_from, _to) = (query.From ?? "", query.To ?? "");
        }

        Query = query;
        return FollowAsync(Topics.Books, ReadAsync, query, Take);
    }

    // Averages are for orientation, so they are cut to hundredths, unless nothing would be left of them.
    private static Credits Share(Credits credits, long parts)
    {
        var share = credits.ToDecimal() / parts;
        var cut = Credits.FromCredits(decimal.Round(share, 2, MidpointRounding.ToZero), MidpointRounding.ToZero);
        return cut.IsZero ? Credits.FromCredits(share, MidpointRounding.ToZero) : cut;
    }

    private AfterNews Take(LedgerNews news)
    {
        _view = _view!.With(news.Accounts);
        // A team lead sees the sum of several accounts.
        return _view.Wallet.Pool is null ? AfterNews.Read : AfterNews.ReadLater;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var query = Query;
        (var range, _fromProblem, _toProblem) = query.Days(Today);
        _view = await usage.RunAsync(range, query.Group, query.WithoutUsage, cancellation);
        _chart = ChartOf(_view.Report, Today, _chart);
    }

    // A new instance makes the chart redraw, so an unchanged one is kept.
    private static ChartData ChartOf(UsageReport report, DateOnly today, ChartData? shown)
    {
        string[] days = [.. report.Range.Each().Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        var isUnfinished = report.Range.Last == today;
        var same = shown is not null && shown.LastIsUnfinished == isUnfinished && shown.Labels.SequenceEqual(days) && shown.Series.Count == report.Series.Count
            && shown.Series.Zip(report.Series).All(pair => pair.First.Name == pair.Second.Name
                && pair.First.Values.SequenceEqual(pair.Second.Days));
        return same ? shown! : new(days, [.. report.Series.Select(series => new ChartSeries(series.Name, series.Days))], Time: true, isUnfinished);
    }

    private void ChooseRange(string range)
    {
        var (days, _, _) = Query.Days(Today);
        Go(range == UsageQuery.Custom
            ? Query with { Range = range, From = Text(days.First), To = Text(days.Last) }
            : Query with { Range = range, From = null, To = null });
    }

    private void ApplyDays() => Go(Query with { From = _from.Trim(), To = _to.Trim() });

    private void Go(UsageQuery query)
    {
        var next = query.ToUrl();
        if (next != Query.ToUrl())
        {
            navigation.NavigateTo(next);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
