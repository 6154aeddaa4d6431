using System.Globalization;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What was used, when, by whom and of which model; and what there is left. All that is shown follows from the address.</summary>
public sealed partial class UsagePage(
    ReadUsage usage, ReadWallet wallets, BooksWatch watch, TimeProvider clock, NavigationManager navigation) : IDisposable
{
    private static readonly Choice[] RangeChoices =
    [
        new(UsageQuery.SevenDays, "Last 7 days"), new(UsageQuery.ThirtyDays, "Last 30 days"), new(UsageQuery.NinetyDays, "Last 90 days"),
        new(UsageQuery.Month, "This month"), new(UsageQuery.Custom, "Custom"),
    ];

    private static readonly Choice[] GroupChoices = [.. Enum.GetNames<UsageGroup>().Select(name => new Choice(name, name))];
    private static readonly Choice[] MovementChoices = [new("", "All"), new("funding", "Without usage")];

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _watching;
    private UsageReport? _report;
    private ChartData? _chart;
    private WalletSummary? _wallet;
    private IReadOnlyList<Movement>? _movements;
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

    private DateOnly Today => TenantDays.Of(clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc);

    private string ChartTitle => _report!.Group == UsageGroup.Day
        ? "Credits by day"
        : $"Credits by day and {_report.Group.ToString().ToLowerInvariant()}";

    private string DailyAverage => CreditFormat.Exact(Share(_report!.Total.Credits, _report.Range.Days)) + " a day";

    private string CostEach => _report!.Total.Requests == 0 ? "\u00a0"
        : CreditFormat.Exact(Share(_report.Total.Credits, _report.Total.Requests)) + " each";

    public void Dispose()
    {
        _watching?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var query = new UsageQuery { Range = Range, From = From, To = To, GroupBy = GroupBy, Movements = Movements };
        if (query == Query && _report is not null)
        {
            return;
        }

        Query = query;
        (_from, _to) = (query.From ?? "", query.To ?? "");
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _watching = await watch.StartAsync(() => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }), _gone.Token);
        }
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Averages are for orientation: cut to hundredths, except where nothing would be left of them.
    private static Credits Share(Credits credits, long parts)
    {
        var share = credits.ToDecimal() / parts;
        var cut = Credits.FromCredits(decimal.Round(share, 2, MidpointRounding.ToZero), MidpointRounding.ToZero);
        return cut.IsZero ? Credits.FromCredits(share, MidpointRounding.ToZero) : cut;
    }

    private async Task LoadAsync()
    {
        var query = Query;
        var (range, fromProblem, toProblem) = query.Days(Today);
        try
        {
            var report = await usage.RunAsync(range, query.Group, _gone.Token);
            var wallet = await wallets.SummaryAsync(_gone.Token);
            var movements = await wallets.LatestAsync(query.WithoutUsage, _gone.Token);
            if (!ReferenceEquals(query, Query))
            {
                return;
            }

            (_report, _wallet, _movements, _fromProblem, _toProblem) = (report, wallet, movements, fromProblem, toProblem);
            _chart = ChartOf(report, _chart);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    // The chart is drawn anew for every new instance: one that would look the same is kept.
    private static ChartData ChartOf(UsageReport report, ChartData? shown)
    {
        string[] days = [.. report.Range.Each().Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        var same = shown is not null && shown.Labels.SequenceEqual(days) && shown.Series.Count == report.Series.Count
            && shown.Series.Zip(report.Series).All(pair => pair.First.Name == pair.Second.Name
                && pair.First.Values.SequenceEqual(pair.Second.Days));
        return same ? shown! : new(days, [.. report.Series.Select(series => new ChartSeries(series.Name, series.Days))], Time: true);
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
