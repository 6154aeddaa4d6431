using System.Globalization;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>An account's own page: its balance, budget, usage and movements, and what can be done about it.</summary>
public sealed partial class AccountPage
{
    private const int ShippedDays = 30;
    private const string NoOneAsks = "The Primary Workspace gives the credits.";
    private const string OnlyAskers = "Your role cannot ask for credits.";
    private const string WasDeleted = "This account was deleted.";
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;
    private static readonly Choice[] DayChoices = [new("30", "30 d"), new("90", "90 d"), new("365", "1 y")];

    private AccountView? _view;
    private LineChartData? _chart;
    private bool _wasActive;
    private bool _isJustDeleted;
    private Opened _dialog;

    private enum Opened
    {
        Nothing,
        Move,
        Ask,
        Thresholds,
    }

    /// <summary>The account's public id.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The number of days, one of the choices.</summary>
    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    /// <summary>Empty for credits, <c>money</c> for money.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [Inject]
    private ReadAccount Accounts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private int DayCount => DayChoices.Any(choice => choice.Value == Days) ? int.Parse(Days!, Fixed) : ShippedDays;

    // Null while the page shows credits.
    private AccountMoney? Shown => Show == PricedWords.Money ? _view!.Money : null;

    private string? MoveReason => !_view!.Account.IsActive ? WasDeleted : !_view.Rights.Move ? MoveReasons.OnlyMovers
        : _view.Head.Mode == CreditMode.SharedPool ? MoveReasons.NotInSharedPool : null;

    private string? AskReason => !_view!.Account.IsActive ? WasDeleted : _view.Account.IsPrimary ? NoOneAsks
        : !_view.Rights.Ask ? OnlyAskers : null;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() =>
        FollowAsync(Topics.Books | Topics.Record | Topics.Alerts, ReadAsync, (Id, DayCount), Take);

    private AfterNews Take(LedgerNews news)
    {
        if (_view is not { } view)
        {
            return AfterNews.Read;
        }

        if (news.Accounts.FirstOrDefault(account => account.Id == view.Account.Id) is { } account)
        {
            _view = view.With(account, news.Head);
            NoteDeletion();
            return AfterNews.ReadLater;
        }

        // A switch of the mode changes what its status means; others' movements change nothing here.
        return news.IsModeChanged ? AfterNews.Read : AfterNews.Nothing;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var isOther = _view is { } shown && PublicId.Format(PublicId.Account, shown.Account.Id.Value) != Id;
        if (isOther)
        {
            (_wasActive, _isJustDeleted) = (false, false);
        }

        _view = await Accounts.RunAsync(Id, DayCount, cancellation);
        if (_view is null)
        {
            Navigation.NotFound();
            return;
        }

        NoteDeletion();
        // A new instance makes the chart redraw, so an unchanged one is kept.
        _chart = IsSame(_chart, _view.Balance) ? _chart : _view.Balance;
    }

    private void NoteDeletion()
    {
        _isJustDeleted |= _wasActive && !_view!.Account.IsActive;
        _wasActive = _view!.Account.IsActive;
    }

    private static bool IsSame(LineChartData? shown, LineChartData read) => shown is not null && shown.Days.SequenceEqual(read.Days)
        && shown.Lines.Zip(read.Lines).All(static pair => pair.First.Values.SequenceEqual(pair.Second.Values));

    private void ChooseDays(string days) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("days", days == ShippedDays.ToString(Fixed) ? null : days));

    private void ChooseShow(string show) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", show.Length == 0 ? null : show));

    private void Close() => _dialog = Opened.Nothing;

    private Task CloseAsync()
    {
        Close();
        return RefreshAsync();
    }

    private Task DoneAsync(string told)
    {
        Toasts.Success(told);
        return CloseAsync();
    }

    // The usage page with the same account, days and, where one is named, user or model.
    private string UsageHref(string by, string? name = null)
    {
        var usage = _view!.Usage;
        var parts = new Dictionary<string, string?>
        {
            [usage.Filter.Key] = usage.Filter.Value,
            ["from"] = usage.First.ToString("yyyy-MM-dd", Fixed),
            ["to"] = usage.Last.ToString("yyyy-MM-dd", Fixed),
        };
        parts[name is null ? "by" : by] = name ?? by;
        return QueryHelpers.AddQueryString(DashboardUrls.Usage, parts);
    }

    private string WordOf(AccountMovement movement) =>
        TransferWords.Of(movement.Type, movement.Cause, movement.From?.Id, movement.To?.Id, _view!.Account.Id);

    private AccountName? OtherOf(AccountMovement movement) => movement.From?.Id == _view!.Account.Id ? movement.To : movement.From;

    private string SignOf(AccountMovement movement) => movement.To?.Id == _view!.Account.Id ? "+" : "\u2212";

    private string KindText => _view!.Account.IsPrimary ? "Primary Workspace of the company" : AccountWords.Kind(_view.Account.Kind);

    private string RangeText => $"{DayText.Of(_view!.Usage.First)} to {DayText.Of(_view.Usage.Last)}";
}
