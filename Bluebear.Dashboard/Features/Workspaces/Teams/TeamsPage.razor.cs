using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Settings -> Teams: teams and accounts of any other kind, with their names and actions.</summary>
public sealed partial class TeamsPage
{
    private const string PrimaryStays = "The Primary Workspace cannot be deleted.";
    private const string OnlyManagers = WorkspaceActions.OnlyManagers;

    private readonly Dictionary<AccountId, (AccountListing Row, IReadOnlyList<MenuEntry> Entries)> _menus = [];
    private AccountsView? _view;
    private OpenAccountDialog? _dialog;
    private string _filter = "";
    private int _page = 1;

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
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string KindShown => string.IsNullOrWhiteSpace(Kind) ? AccountKinds.Team : Kind;

    private string? Subtitle => _view is null ? null : "Every account that holds credits, and the names that gateways use for it";

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        (_filter, _page) = (Search ?? "", Math.Max(1, PageNumber ?? 1));
        if (_view is { } view && view.Kind == KindShown)
        {
            Arrange(view.List, view.Kind);
        }

        // Names, references, parents and rules of accounts change without a balance, and so do the groups mapped to them.
        return FollowAsync(Topics.Books | Topics.Record, ReadAsync, KindShown, Take);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var kind = KindShown;
        Arrange(await Accounts.LoadAsync(kind == AccountsView.AllKinds ? null : kind, cancellation), kind);
    }

    private AfterNews Take(LedgerNews news)
    {
        if (_view!.IsOutdatedBy(news))
        {
            return AfterNews.Read;
        }

        Arrange(_view.List.With(news.Accounts), _view.Kind);
        return AfterNews.Nothing;
    }

    private void Arrange(AccountList list, string kind) => _view = new(list, kind, _filter, _page);

    private IReadOnlyList<MenuEntry> MenuOf(AccountListing row)
    {
        // Keeps unchanged menus as the same objects, so that an open menu is not redrawn.
        if (!_menus.TryGetValue(row.Account.Id, out var known) || known.Row.Account.Name != row.Account.Name || known.Entries[0].DisabledReason != MoveReason)
        {
            _menus[row.Account.Id] = known = (row, [.. EntriesFor(row.Account)]);
        }

        return known.Entries;
    }

    private string? MoveReason => !_view!.List.CanMove ? MoveReasons.OnlyMovers
        : _view.List.Mode == CreditMode.SharedPool ? MoveReasons.NotInSharedPool : null;

    private IEnumerable<MenuEntry> EntriesFor(Account account)
    {
        var manage = _view!.List.CanManage ? null : OnlyManagers;
        yield return Entry("Manage Credits", "switch", AccountAction.Move, account.Id, MoveReason);
        yield return new("View ledger", "ledger") { Href = DashboardUrls.LedgerOf(account.Id) };
        yield return Entry("Edit", "edit", AccountAction.Edit, account.Id, manage);
        yield return Entry("Block or fall through", "sliders", AccountAction.Rule, account.Id, account.IsPrimary ? WorkspaceActions.PrimaryIsLast : manage);
        var delete = Entry("Delete", "trash", AccountAction.Delete, account.Id, account.IsPrimary ? PrimaryStays : manage);
        yield return delete with { Danger = true };
    }

    private MenuEntry Entry(string text, string icon, AccountAction kind, AccountId id, string? reason)
    {
        var entry = MenuEntry.For(this, text, icon, () => _dialog = new(kind, _view!.List.Rows.FirstOrDefault(row => row.Account.Id == id)));
        return entry with { DisabledReason = reason };
    }

    private void OpenNew() => _dialog = new(AccountAction.New, null);

    private void Close() => _dialog = null;

    private Task CloseAsync()
    {
        Close();
        return RefreshAsync();
    }

    private Task DoneAsync(string kind)
    {
        if (KindShown is AccountsView.AllKinds || KindShown == kind)
        {
            return CloseAsync();
        }

        Close();
        ShowKind(kind);
        return Task.CompletedTask;
    }

    private Task RuleSetAsync(string told)
    {
        Toasts.Success(told);
        return CloseAsync();
    }

    private void FilterBy(string text) => Go(("q", text), replace: true);

    private void ShowKind(string kind) => Go(("kind", kind == AccountKinds.Team ? "" : kind), replace: false);

    private string? HrefOf(int page) => !_view!.HasPage(page) ? null
        : Navigation.GetUriWithQueryParameter("page", page == 1 ? null : page);

    private void Go((string Name, string Value) change, bool replace) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [change.Name] = change.Value.Length == 0 ? null : change.Value,
            ["page"] = null,
        }), replace: replace);

    private sealed record OpenAccountDialog(AccountAction Kind, AccountListing? Row);
}
