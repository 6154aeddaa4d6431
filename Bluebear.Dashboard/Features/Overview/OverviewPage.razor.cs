using System.Globalization;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>How things stand, what was spent, where it went, and what needs attention.</summary>
public sealed partial class OverviewPage(
    ReadOverview overview, ReadSpending spending, BooksWatch watch, RecordWatch record, NavigationManager navigation) : IDisposable
{
    private const int ShippedDays = 30;
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;
    private static readonly Choice[] DayChoices = [new("30", "30 d"), new("60", "60 d"), new("90", "90 d")];

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _watching;
    private IDisposable? _watchingRecord;
    private OverviewFigures? _figures;
    private OverviewSpending? _spending;
    private ChartData? _chart;
    private IReadOnlyList<Flow>? _flows;
    private int _shownDays;
    private bool _adding;

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    [CascadingParameter]
    public ShellView? Shell { get; set; }

    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    private OneRead Read => field ??= new(LoadAsync);

    private int DayCount => DayChoices.Any(choice => choice.Value == Days) ? int.Parse(Days!, Fixed) : ShippedDays;

    public void Dispose()
    {
        _watching?.Dispose();
        _watchingRecord?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    // Moves are stopped and released without any balance changing.
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _watchingRecord = await record.StartAsync(() => InvokeAsync(RefreshAsync), _gone.Token);
        }
    }

    protected override Task OnParametersSetAsync() => DayCount == _shownDays ? Task.CompletedTask : Read.RunAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _watching = await watch.StartAsync(() => InvokeAsync(RefreshAsync), _gone.Token);
        }
    }

    private Task AddedAsync()
    {
        _adding = false;
        return RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            await Read.RunAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var days = DayCount;
        try
        {
            var figures = await overview.RunAsync(_gone.Token);
            var spent = await spending.RunAsync(days, _gone.Token);
            if (days != DayCount)
            {
                return;
            }

            Show(spent);
            (_figures, _shownDays) = (figures, days);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    // Charts are drawn anew for new instances: those that would look the same are kept.
    private void Show(OverviewSpending spent)
    {
        if (_spending is null || !_spending.Days.SequenceEqual(spent.Days))
        {
            _chart = new([.. spent.Days.Select(day => day.Day.ToString("yyyy-MM-dd", Fixed))],
                [new("Credits", [.. spent.Days.Select(day => day.Credits)])], Time: true);
        }

        if (_spending is null || !_spending.Ways.SequenceEqual(spent.Ways))
        {
            _flows = [.. spent.Ways.Select(way => new Flow(way.From, way.To, way.Amount))];
        }

        _spending = spent;
    }

    private void ChooseDays(string days) =>
        navigation.NavigateTo(days == ShippedDays.ToString(Fixed) ? DashboardUrls.Overview : $"{DashboardUrls.Overview}?days={days}");
}
