using System.Globalization;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Settings -> Teams: teams and accounts of any other kind, what they are known by, and what can be done to them.</summary>
public sealed partial class TeamsPage : IDisposable
{
    private const int PageSize = 50;
    private const string AllKinds = "all";
    private const string PrimaryStays = "The Primary Workspace cannot be deleted.";
    private const string OnlyManagers = WorkspaceActions.OnlyManagers;

    private readonly CancellationTokenSource _gone = new();
    private readonly OneRead _read;
    private readonly Dictionary<AccountId, (AccountListing Row, IReadOnlyList<MenuEntry> Entries)> _menus = [];
    private AccountList? _list;
    private string? _loaded;
    private IReadOnlyList<Choice> _kinds = [];
    private IReadOnlyList<AccountListing> _found = [];
    private IReadOnlyList<AccountListing> _shown = [];
    private OpenAccountDialog? _dialog;
    private IDisposable? _watch;
    private IDisposable? _recordWatch;
    private string _filter = "";
    private int _page = 1;
    private int _decimals = 2;

    /// <summary>The page.</summary>
    public TeamsPage() => _read = new(ReadAsync);

    private enum AccountAction
    {
        New,
        Edit,
        Rule,
        Move,
        Delete,
    }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [Inject]
    private ListAccounts Accounts { get; set; } = default!;

    [Inject]
    private ListWorkspaces Books { get; set; } = default!;

    [Inject]
    private RecordWatch Record { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string KindShown => string.IsNullOrWhiteSpace(Kind) ? AccountKinds.Team : Kind;

    private string? Subtitle => _list is null ? null : "Everything that holds credits, and what gateways know it by";

    private string Summary => _found.Count == 1 ? "1 account" : string.Create(CultureInfo.InvariantCulture, $"{_found.Count:N0} accounts");

    private string PageSummary => string.Create(CultureInfo.InvariantCulture,
        $"{((_page - 1) * PageSize) + 1:N0}\u2013{((_page - 1) * PageSize) + _shown.Count:N0} of {_found.Count:N0}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _recordWatch?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _watch = await Books.WatchAsync(news => InvokeAsync(() => FollowAsync(news)), _gone.Token);
            _recordWatch = await Record.StartAsync(() => InvokeAsync(FollowRecordAsync), _gone.Token);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (_filter, _page) = (Search ?? "", Math.Max(1, PageNumber ?? 1));
        if (_loaded != KindShown)
        {
            await _read.RunAsync();
        }
        else
        {
            Arrange();
        }
    }

    private async Task ReadAsync()
    {
        var kind = KindShown;
        var list = await Accounts.LoadAsync(kind == AllKinds ? null : kind, _gone.Token);
        // Somebody may have chosen another kind meanwhile; its own read shows that one.
        if (kind == KindShown)
        {
            (_list, _loaded) = (list, kind);
            _kinds =
            [
                new(AllKinds, "All kinds"),
                .. list.Kinds.Union([AccountKinds.Team, kind]).Where(name => name != AllKinds).Order(StringComparer.Ordinal)
                    .Select(name => new Choice(name, AccountWords.Kind(name))),
            ];
        }

        Arrange();
        StateHasChanged();
    }

    private async Task FollowAsync(LedgerNews news)
    {
        if (_gone.IsCancellationRequested || (_list is null && !_read.IsRunning))
        {
            return;
        }

        var isSameList = _list is not null && !IsOtherwise(news, _list);
        if (isSameList)
        {
            _list = _list!.With(news.Accounts);
            Arrange();
        }

        if (!isSameList || _read.IsRunning)
        {
            await _read.RunAsync();
        }

        StateHasChanged();
    }

    // Names, references, places and rules of accounts change without a balance, and so do the groups that stand for them.
    private async Task FollowRecordAsync()
    {
        if (!_gone.IsCancellationRequested && _list is not null)
        {
            await _read.RunAsync();
        }
    }

    private bool IsOtherwise(LedgerNews news, AccountList list)
    {
        var known = list.Rows.ToDictionary(row => row.Account.Id, row => row.Account);
        return news.Head.Mode != list.Mode || news.Accounts.Any(account => IsOtherwise(account, known.GetValueOrDefault(account.Id)));
    }

    // New here, gone, or called otherwise: the list itself is another, not only a figure on it.
    private bool IsOtherwise(Account now, Account? before) => before is null
        ? now.IsActive && (KindShown == AllKinds || now.Kind == KindShown)
        : !now.IsActive || now.Name != before.Name || now.Ref != before.Ref || now.Parent != before.Parent;

    private void Arrange()
    {
        if (_list is null)
        {
            return;
        }

        _found = [.. _list.Rows.Where(row => row.Fits(_filter))];
        _page = Math.Min(_page, Math.Max(1, (_found.Count + PageSize - 1) / PageSize));
        _shown = [.. _found.Skip((_page - 1) * PageSize).Take(PageSize)];
        _decimals = CreditFormat.UsualDecimalsFor(_shown.Select(row => row.Account.Available));
    }

    private IReadOnlyList<MenuEntry> MenuOf(AccountListing row)
    {
        // Menus that are the same objects are not drawn anew under somebody's fingers.
        if (!_menus.TryGetValue(row.Account.Id, out var known) || known.Row.Account.Name != row.Account.Name || known.Entries[0].DisabledReason != MoveReason)
        {
            _menus[row.Account.Id] = known = (row, [.. EntriesFor(row.Account)]);
        }

        return known.Entries;
    }

    private string? MoveReason => !_list!.CanMove ? WorkspaceActions.OnlyMovers
        : _list.Mode == CreditMode.SharedPool ? WorkspaceActions.NotInSharedPool : null;

    private IEnumerable<MenuEntry> EntriesFor(Account account)
    {
        var manage = _list!.CanManage ? null : OnlyManagers;
        yield return Entry("Manage Credits", "switch", AccountAction.Move, account.Id, MoveReason);
        yield return new("View ledger", "ledger") { Href = DashboardUrls.LedgerOf(account.Id) };
        yield return Entry("Edit", "edit", AccountAction.Edit, account.Id, manage);
        yield return Entry("Block or fall through", "sliders", AccountAction.Rule, account.Id, account.IsPrimary ? WorkspaceActions.PrimaryIsLast : manage);
        var delete = Entry("Delete", "trash", AccountAction.Delete, account.Id, account.IsPrimary ? PrimaryStays : manage);
        yield return delete with { Danger = true };
    }

    private MenuEntry Entry(string text, string icon, AccountAction kind, AccountId id, string? reason)
    {
        var entry = MenuEntry.For(this, text, icon, () => _dialog = new(kind, _list!.Rows.FirstOrDefault(row => row.Account.Id == id)));
        return entry with { DisabledReason = reason };
    }

    private void OpenNew() => _dialog = new(AccountAction.New, null);

    private void Close() => _dialog = null;

    private async Task CloseAsync()
    {
        Close();
        await ReadAsync();
        Arrange();
    }

    private async Task DoneAsync(string kind)
    {
        Close();
        if (KindShown is not AllKinds && KindShown != kind)
        {
            ShowKind(kind);
            return;
        }

        await ReadAsync();
        Arrange();
    }

    private Task RuleSetAsync(string told)
    {
        Toasts.Success(told);
        return CloseAsync();
    }

    private void FilterBy(string text) => Go(("q", text), replace: true);

    private void ShowKind(string kind) => Go(("kind", kind == AccountKinds.Team ? "" : kind), replace: false);

    private string? HrefOf(int page) => page < 1 || (page - 1) * PageSize >= _found.Count ? null
        : Navigation.GetUriWithQueryParameter("page", page == 1 ? null : page);

    private void Go((string Name, string Value) change, bool replace) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [change.Name] = change.Value.Length == 0 ? null : change.Value,
            ["page"] = null,
        }), replace: replace);

    private sealed record OpenAccountDialog(AccountAction Kind, AccountListing? Row);
}
