using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>Every workspace with its balance and actions. The URL determines what is shown.</summary>
public sealed partial class WorkspacesPage
{
    private readonly HashSet<AccountId> _selection = [];
    private WorkspaceQuery _query = new();
    private WorkspacesView? _view;
    private OpenWorkspaceDialog _dialog = OpenWorkspaceDialog.None;
    private (string?, string?, string?, string?) _asked;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "organization")]
    private string? Organization { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "manage")]
    private string? Manage { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    private string? MoveSource { get; set; }

    [SupplyParameterFromQuery(Name = "amount")]
    private string? MoveAmount { get; set; }

    [SupplyParameterFromQuery(Name = "do")]
    private string? Do { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    [Inject]
    private ListWorkspaces Workspaces { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private LiveAnnouncements Announcements { get; set; } = default!;

    private string? Subtitle => _view is not { List.Rows: var rows } ? null
        : $"{WorkspaceWords.Count(rows.Count(row => row is { IsPrimary: false, IsDeleted: false }))}"
            + $" · {CreditFormat.Fixed(Credits.Sum(rows.Select(row => row.Available)))} cr available"
            + (Zone is null ? "" : $" · days in {Zone.Id}");

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var before = _query;
        _query = WorkspaceQuery.Parse(Search, Organization, Status, Sort, PageNumber);
        if (_view is { } view && _query.WantsDeleted == before.WantsDeleted)
        {
            Arrange(view.List);
        }

        await FollowAsync(Topics.Books | Topics.Record, ReadAsync, _query.WantsDeleted, Take);
        OpenAsked();
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Arrange(await Workspaces.LoadAsync(_query.WantsDeleted, cancellation));

    // Balances come with the news. What must be read (spending, who pays) follows a little later.
    private AfterNews Take(LedgerNews news)
    {
        var list = _view!.List;
        foreach (var account in news.Accounts.Where(account => list.Shows(account.Id)))
        {
            Announcements.BalanceChanged(PublicId.Format(PublicId.Account, account.Id.Value));
        }

        if (news.Head.Mode != list.Mode || news.Accounts.Any(account => account is { Kind: AccountKinds.Workspace, IsActive: true } && !list.Shows(account.Id)))
        {
            return AfterNews.Read;
        }

        Arrange(list.With(news.Accounts, news.Head));
        return AfterNews.ReadLater;
    }

    private void Arrange(WorkspaceList list)
    {
        _view = new(list, _query);
        _selection.IntersectWith(_view.Found.Select(row => row.Id));
    }
}
