using Bluebear.Dashboard.Features.Usage.Views;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Usage by time and by who and what used it, and the balance. The address determines everything shown.</summary>
public sealed partial class UsagePage(
    ReadUsagePage usage, SavedViews saved, Toasts toasts, TimeProvider clock, NavigationManager navigation)
{
    private static readonly Choice[] RangeChoices =
    [
        new(UsageQuery.Day, "Today"), new(UsageQuery.SevenDays, "Last 7 days"), new(UsageQuery.ThirtyDays, "Last 30 days"),
        new(UsageQuery.NinetyDays, "Last 90 days"), new(UsageQuery.Month, "This month"), new(UsageQuery.LastMonth, "Last month"),
        new(UsageQuery.Quarter, "This quarter"), new(UsageQuery.LastQuarter, "Last quarter"), new(UsageQuery.Custom, "Custom"),
    ];

    private static readonly Choice[] GroupChoices = [.. UsageKeys.All.Select(static key => new Choice(key.Code(), key.Name()))];
    private static readonly Choice[] FilterChoices = [new("", "Add a filter"), .. UsageKeys.Filters.Select(static key => new Choice(key.Code(), key.Name()))];
    private static readonly Choice[] MovementChoices = [new("", "All"), new("funding", "Without usage")];

    private UsageView? _view;
    private UsageTrend? _trend;
    private IReadOnlyList<SavedView> _saved = [];
    private bool _canShare;
    private bool _hasViews;
    private bool _isSaving;
    private bool _isManaging;
    private UsageKey? _filterKey;
    private IReadOnlyList<Choice> _filterValues = [];
    private string _from = "";
    private string _to = "";
    private string? _fromProblem;
    private string? _toProblem;

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    // The address is read as a whole, see UsageQuery. These let the page know when a part of it changes.
    [SupplyParameterFromQuery(Name = "range")]
    public string? RangeCode { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "group_by")]
    public string? GroupBy { get; set; }

    [SupplyParameterFromQuery]
    public string? By { get; set; }

    [SupplyParameterFromQuery]
    public string? By2 { get; set; }

    [SupplyParameterFromQuery]
    public string? Workspace { get; set; }

    [SupplyParameterFromQuery]
    public string? Organization { get; set; }

    [SupplyParameterFromQuery]
    public string? Team { get; set; }

    [SupplyParameterFromQuery]
    public string? User { get; set; }

    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    [SupplyParameterFromQuery]
    public string? Payer { get; set; }

    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    [SupplyParameterFromQuery]
    public string? Key { get; set; }

    [SupplyParameterFromQuery]
    public string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    public string? Figure { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Movements { get; set; }

    private UsageQuery Query { get; set; } = new();

    private UsageReport? Report => _view?.Report;

    private UsageRange Range => Query.Days(Today).Range;

    private DateOnly Today => TenantDays.Of(clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc);

    private string ChartTitle => UsageWords.Title(Report!, Report!.Drawn(Query.Show));

    private bool IsUnfinished => Report is { Times: [.., var last] } && last.Days.Last >= Today
        && (Report.Bucket != UsageKey.Hour || Report.Question.Range.Last == Today);

    // Without any query string the page opens the person's own start.
    private bool IsBare => new Uri(navigation.Uri).Query.Length <= 1;

    private Choice[] FigureChoices => [.. UsageFigures.All.Where(one => one.Figure != UsageFigure.Money || Report?.Price is not null).Select(static one => new Choice(one.Figure.Code(), one.Name))];

    private Choice[] ViewChoices => [new("", "Choose a view"), .. _saved.Select(static view => new Choice(view.Url, view.Name + (view.IsStart ? " (start)" : view.IsShared ? " (shared)" : "")))];

    private Choice[] SecondChoices => [new("", "Nothing else"), .. GroupChoices.Where(choice => choice.Value != Query.Keys[0].Code())];

    private string CostEach => Report!.Total.Each is { } each ? CreditFormat.Exact(ForOrientation(each)) + " each" : "none yet";

    protected override Task OnParametersSetAsync()
    {
        var query = UsageQuery.Parse(new Uri(navigation.Uri).Query);
        if (_view is null || query.ToUrl() != Query.ToUrl())
        {
            (_from, _to, _filterKey, _filterValues) = (query.From ?? "", query.To ?? "", null, []);
        }

        Query = query;
        return FollowAsync(Topics.Books, ReadAsync, query.ToUrl(), Take);
    }

    // Averages are for orientation, so they are cut to hundredths, unless nothing would be left of them.
    private static Credits ForOrientation(Credits amount)
    {
        var cut = Credits.FromCredits(decimal.Round(amount.ToDecimal(), 2, MidpointRounding.ToZero), MidpointRounding.ToZero);
        return cut.IsZero ? amount : cut;
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
        if (!_hasViews)
        {
            (_saved, _canShare, _hasViews) = (await saved.ListAsync(cancellation), await saved.CanShareAsync(cancellation), true);
        }

        if (IsBare && _saved.FirstOrDefault(static view => view.IsStart) is { } start)
        {
            navigation.NavigateTo(start.Url, replace: true);
            return;
        }

        (var range, _fromProblem, _toProblem) = query.Days(Today);
        _view = await usage.RunAsync(new(range, query.Keys, query.Filters) { Now = clock.GetUtcNow() }, query.WithoutUsage, cancellation);
    }

    private void ChooseRange(string range) => Go(range == UsageQuery.Custom
        ? Query.Within(Range)
        : Query with { Range = range, From = null, To = null });

    private void ApplyDays() => Go(Query with { Range = UsageQuery.Custom, From = _from.Trim(), To = _to.Trim() });

    private async Task ChooseFilterKeyAsync(string code)
    {
        (_filterKey, _filterValues) = (UsageKeys.Find(code), []);
        if (_filterKey is { } key)
        {
            var choices = await usage.ChoicesAsync(new(Range, Query.Keys, Query.Filters), key, Gone);
            _filterValues = [.. choices.Select(static choice => new Choice(choice.Value.Code ?? UsageFilter.None, choice.Value.Name, CreditFormat.Exact(choice.Sum.Credits)))];
        }
    }

    private void ChooseFilter(UsageKey key, string value)
    {
        if (value.Length > 0)
        {
            Go(Query.With(new(key, value)));
        }
    }

    // A bar or point opens what it is made of.
    private void Open((int Series, int Time) place)
    {
        if (Report is { } report && place.Time >= 0 && place.Time < report.Times.Count && place.Series >= 0 && place.Series < report.Series.Count
            && UsageDrill.Of(Query, report, place.Time, report.Series[place.Series].Value) is { } url)
        {
            navigation.NavigateTo(url);
        }
    }

    private Task SavePictureAsync() => _trend?.SavePictureAsync(
        $"usage-{UsageQuery.Text(Range.First)}-to-{UsageQuery.Text(Range.Last)}.png",
        $"{_view!.Company} · {ChartTitle}",
        string.Join(" · ", Report!.Filters.Select(static filter => $"{filter.Filter.Key.Name()}: {filter.Name}").Prepend($"{Range}, times in {Zone?.Id ?? "UTC"}"))) ?? Task.CompletedTask;

    private void OpenView(string url)
    {
        if (url.Length > 0)
        {
            navigation.NavigateTo(url);
        }
    }

    private async Task SavedAsync(string message)
    {
        _isSaving = false;
        toasts.Success(message);
        await ReadViewsAsync();
    }

    private async Task ReadViewsAsync() => _saved = await saved.ListAsync(Gone);

    private void Go(UsageQuery query)
    {
        if (query.ToUrl() != Query.ToUrl())
        {
            navigation.NavigateTo(query.ToLink());
        }
    }
}
