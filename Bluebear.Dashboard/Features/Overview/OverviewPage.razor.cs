using System.Globalization;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>The overview: balances, spending, where it went, and what needs attention.</summary>
public sealed partial class OverviewPage(
    ReadOverview overview, NavigationManager navigation)
{
    private const int ShippedDays = 30;
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;
    private static readonly Choice[] DayChoices = [new("30", "30 d"), new("60", "60 d"), new("90", "90 d")];

    private OverviewFigures? _figures;
    private OverviewSpending? _spending;
    private ChartData? _chart;
    private IReadOnlyList<Flow>? _flows;
    private Opened _dialog;

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    /// <summary>Empty for credits, <c>money</c> for money.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private bool AsMoney => Show == PricedWords.Money;

    private int DayCount => DayChoices.Any(choice => choice.Value == Days) ? int.Parse(Days!, Fixed) : ShippedDays;

    // Moves are stopped and released without a change of balances. The audit log reports it.
    protected override Task OnParametersSetAsync() => FollowAsync(Topics.Books | Topics.Record | Topics.Alerts, ReadAsync, (DayCount, AsMoney), Take);

    private void OpenAdd() => _dialog = Opened.Add;

    private Task CloseAsync()
    {
        _dialog = Opened.Nothing;
        return RefreshAsync();
    }

    private AfterNews Take(LedgerNews news)
    {
        _figures = _figures!.With(news.Accounts, news.Head);
        return AfterNews.ReadLater;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        (_figures, var spent) = await overview.RunAsync(DayCount, AsMoney, cancellation);
        Draw(spent);
    }

    // New instances make charts redraw, so unchanged ones are kept.
    private void Draw(OverviewSpending spent)
    {
        if (_spending is null || !_spending.Days.SequenceEqual(spent.Days))
        {
            _chart = new([.. spent.Days.Select(day => day.Day.ToString("yyyy-MM-dd", Fixed))],
                [new("Credits", [.. spent.Days.Select(day => day.Credits)])], Time: true, LastIsUnfinished: true);
        }

        if (_spending is null || !_spending.Ways.SequenceEqual(spent.Ways))
        {
            _flows = [.. spent.Ways.Select(way => new Flow(way.From, way.To, way.Amount, HrefOf(way)))];
        }

        _spending = spent;
    }

    // The same days on the usage page.
    private string UsageOf(DateOnly today) => UsageBetween(Text(today.AddDays(1 - DayCount)), Text(today), "by=workspace");

    private static string UsageOn(string day) => UsageBetween(day, day, "by=workspace");

    private string HrefOf(SpendingWay way) => way is { IsOrganization: true, Account: { } organization } ? DashboardUrls.Account(organization)
        : UsageBetween(Text(_figures!.Today.AddDays(1 - DayCount)), Text(_figures.Today),
            "workspace=" + (way.Account is { } workspace ? PublicId.Format(PublicId.Account, workspace.Value) : "none"));

    private static string UsageBetween(string first, string last, string filter) => $"{DashboardUrls.Usage}?from={first}&to={last}&{filter}";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", Fixed);

    private void ChooseDays(string days) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("days", days == ShippedDays.ToString(Fixed) ? null : days));

    private void ChooseShow(string show) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("show", show.Length == 0 ? null : show));

    // What each role does first comes first: admins look ahead, operators act, leads look after what is theirs.
    private static IReadOnlyList<(Part Part, int Width)> PartsOf(OverviewFigures figures) =>
        !figures.IsWholeTenant ? [(Part.Led, 7), (Part.Attention, 5), (Part.Daily, 7), (Part.Requests, 5)]
        : figures is { CanMoveCredits: true, CanRecordPurchases: false }
            ? [(Part.Attention, 7), (Part.Answers, 5), (Part.Daily, 12), (Part.Flow, 12)]
        : [(Part.Ahead, 5), (Part.Attention, 7), (Part.Daily, 12), (Part.Flow, 12)];

    private enum Part
    {
        Ahead,
        Answers,
        Attention,
        Requests,
        Led,
        Daily,
        Flow,
    }

    private enum Opened
    {
        Nothing,
        Add,
        Move,
        NewWorkspace,
    }
}
