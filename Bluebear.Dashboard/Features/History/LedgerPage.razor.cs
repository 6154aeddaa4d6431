using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ledger: what moved, when, why, and who moved it. The URL determines everything shown.</summary>
public sealed partial class LedgerPage(
    ReadLedgerPage ledger, NavigationManager navigation, IJSRuntime js)
{
    private LedgerQuery? _shown;
    private LedgerFilter _filter = new();
    private LedgerFilterProblems _problems = new();
    private string? _accountProblem;
    private string? _left;
    private LedgerSlice? _page;
    private BalanceAt? _balance;
    private LedgerOffer? _offer;
    private List<Choice> _accounts = [];
    private string _from = "";
    private string _to = "";
    private string _search = "";

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

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
    public string? Open { get; set; }

    private LedgerQuery Query { get; set; } = new();

    private IReadOnlyList<Choice> TypeChoices =>
    [
        new("", "All types"),
        .. TransferKind.All
            .Where(kind => kind.Direction == AllocationDirection.Either || _filter.Account is not null)
            .Select(kind => new Choice(kind.Code, Name(kind))),
    ];

    private string Summary => _page!.Lines.Count == 1 ? "1 transfer on this page" : $"{_page.Lines.Count} transfers on this page";

    protected override Task OnParametersSetAsync()
    {
        Query = new LedgerQuery
        {
            Type = Type,
            Account = Account,
            From = From,
            To = To,
            Search = Search,
            Before = Before,
            After = After,
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

        _shown = Query;
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

    private static string Name(TransferKind kind) => kind.Direction switch
    {
        AllocationDirection.In => "Allocation in",
        AllocationDirection.Out => "Allocation out",
        AllocationDirection.Either => TransferWords.Of(kind.Type),
    };

    // Only the first page updates by itself: on older pages, rows must not move under the pointer.
    private AfterNews Take(LedgerNews news) => Query is { Before: null, After: null } ? AfterNews.Read : AfterNews.Nothing;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var place = new PagePlace(LedgerFilter.Transfer(Query.Before), LedgerFilter.Transfer(Query.After));
        var view = await ledger.RunAsync(_problems.Any ? null : _filter, place, _offer is null, cancellation);
        (_page, _balance) = (view.Slice, view.Balance);
        _accountProblem = view.IsAccountMissing ? AccessRefusedException.MessageFor(AccessRefusal.NotFound) : null;
        if (view.Offer is { } offer)
        {
            _offer = offer;
            _accounts = [.. offer.Accounts.Select(account => new Choice(account.Id, account.Name, account.Kind))];
        }
    }

    private void Apply() => Go(Query with { From = _from, To = _to, Search = _search });

    private void ChooseAccount(string account)
    {
        var kind = TransferKind.Find(Query.Type);
        Go(Query with { Account = account, Type = account.Length == 0 && kind is not null ? new TransferKind(kind.Type).Code : Query.Type });
    }

    private void Go(LedgerQuery query)
    {
        var next = query.FirstPage.Trimmed();
        if (next != Query.FirstPage)
        {
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
