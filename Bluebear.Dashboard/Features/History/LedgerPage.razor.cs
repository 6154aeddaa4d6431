using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ledger: what moved, when, why, and who moved it. The URL determines everything shown.</summary>
public sealed partial class LedgerPage(
    ReadLedgerPage ledger, TimeProvider clock, NavigationManager navigation, IJSRuntime js)
{
    // The choice that the URL does not name: without a part it shows all of the ledger.
    private const string All = "all";

    private static readonly Choice[] ShowChoices =
        [.. Enum.GetValues<LedgerShow>().Select(show => new Choice(LedgerShows.Code(show) ?? All, LedgerShows.Name(show)))];

    private LedgerQuery? _shown;
    private LedgerQuery? _asked;
    private LedgerFilter _filter = new();
    private LedgerFilterProblems _problems = new();
    private string? _accountProblem;
    private string? _left;
    private LedgerView? _view;
    private LedgerOffer? _offer;
    private List<Choice> _accounts = [];
    private string _from = "";
    private string _to = "";
    private string _search = "";

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }

    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    [SupplyParameterFromQuery]
    public string? Open { get; set; }

    private LedgerQuery Query { get; set; } = new();

    private IReadOnlyList<Choice> TypeChoices =>
    [
        new("", "All types"),
        .. TransferKind.All
            .Where(kind => kind.Direction == AllocationDirection.Either || _filter.Account is not null)
            .Select(kind => new Choice(kind.Code, kind.Name)),
    ];

    private string Shown => LedgerShows.Code(_filter.Show) ?? All;

    private DateOnly Today => TenantDays.Of(clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc);

    private string Period => LedgerPeriod.Of(Query.From, Query.To, Today);

    protected override Task OnParametersSetAsync()
    {
        Query = new LedgerQuery
        {
            Show = Show,
            Type = Type,
            Account = Account,
            From = From,
            To = To,
            Search = Search,
            Before = Before,
            After = After,
            Group = Group,
            Open = Open,
        }.Trimmed();
        // Opening a row does not change the list.
        var list = Query with { Open = null };
        if (_shown is { } shown && shown with { Open = null } == list)
        {
            _left = Query.Open is null ? shown.Open ?? _left : null;
        }
        else
        {
            (_filter, _problems) = LedgerFilter.Read(Query);
            (_from, _to, _search) = (Query.From ?? "", Query.To ?? "", Query.Search ?? "");
        }

        (_shown, _asked) = (Query, null);
        return FollowAsync(Topics.Books, ReadAsync, list, Take);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_left is { } left)
        {
            _left = null;
            await FocusRowAsync(left);
        }
    }

    // After closing a transfer, the focus returns to its row.
    private async Task FocusRowAsync(string transfer)
    {
        try
        {
            await js.InvokeVoidAsync("bluebear.focusFirst", $"row-{transfer}", $"card-{transfer}");
        }
        catch (JSDisconnectedException)
        {
            // The browser left meanwhile.
        }
    }

    // Only the first page updates by itself: on older pages, rows must not move under the pointer.
    private AfterNews Take(LedgerNews news) => Query is { Before: null, After: null } ? AfterNews.Read : AfterNews.Nothing;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var place = new PagePlace(LedgerFilter.Transfer(Query.Before), LedgerFilter.Transfer(Query.After));
        // A day that cannot be read is marked and does not change the list.
        var filter = _problems.To is null ? _filter : _filter with { To = null };
        var view = await ledger.RunAsync(
            _problems.IsBlocking ? null : filter, place, LedgerFilter.Transfer(Query.Group), _offer is null, cancellation: cancellation);
        _view = view;
        _accountProblem = view.IsAccountMissing ? AccessRefusedException.MessageFor(AccessRefusal.NotFound) : null;
        if (view.Offer is { } offer)
        {
            _offer = offer;
            _accounts = [.. offer.Accounts.Select(account => new Choice(account.Id, account.Name, account.Kind))];
        }
    }

    // A day that cannot be read is marked and does not change the list.
    private void Apply(string? day = null)
    {
        if (day is not { Length: > 0 } || BookBound.TryParse(day, out _))
        {
            Go(Query with { From = Readable(_from) ?? Query.From, To = Readable(_to) ?? Query.To, Search = _search });
        }
    }

    private static string? Readable(string day) => day.Length == 0 || BookBound.TryParse(day, out _) ? day : null;

    private static string Written(BookBound bound) => bound.Day is { } day ? DayText.Of(day) : bound.ToString();

    private void ChoosePeriod(string code)
    {
        var days = LedgerPeriod.Days(code, Today);
        Go(Query with { From = days?.From, To = days?.To });
    }

    private void ChooseAccount(string account)
    {
        var kind = TransferKind.Find(Query.Type);
        Go(Query with { Account = account, Type = account.Length == 0 && kind is not null ? new TransferKind(kind.Type).Code : Query.Type });
    }

    private void Go(LedgerQuery query)
    {
        var next = (query with { Show = query.Show == All ? null : query.Show }).FirstPage.Trimmed();
        // Enter changes a box and submits the form: one step back must undo both.
        if (next != Query.FirstPage && next != _asked)
        {
            _asked = next;
            navigation.NavigateTo(next.ToUrl());
        }
    }

    private string? PageHref(TransferId? edge, bool newer)
    {
        if (edge is not { } id)
        {
            return null;
        }

        var place = PublicId.Format(PublicId.Transfer, id.Value);
        return (Query.FirstPage with { Before = newer ? null : place, After = newer ? place : null }).ToUrl();
    }
}
