using System.Globalization;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>Every workspace with its balance, and everything that is done to one. What is shown stands in the address.</summary>
public sealed partial class WorkspacesPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<AccountId> _selection = [];
    private readonly OneRead _read;
    private WorkspaceList? _list;
    private WorkspaceQuery _query = new();
    private IReadOnlyList<WorkspaceRow> _found = [];
    private IReadOnlyList<WorkspaceRow> _pageRows = [];
    private OpenWorkspaceDialog _dialog = OpenWorkspaceDialog.None;

    /// <summary>The page.</summary>
    public WorkspacesPage() => _read = new(ReadAsync);

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

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    [Inject]
    private ListWorkspaces Workspaces { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? Subtitle => _list is null ? null
        : $"{WorkspaceWords.Count(_list.Rows.Count(row => row is { IsPrimary: false, IsDeleted: false }))}"
            + $" · {CreditFormat.Fixed(Credits.Sum(_list.Rows.Select(row => row.Available)))} cr available"
            + (Zone is null ? "" : $" · days in {Zone.Id}");

    private string PageSummary
    {
        get
        {
            var first = ((_query.Page - 1) * WorkspaceQuery.PageSize) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{first:N0}\u2013{first + _pageRows.Count - 1:N0} of {_found.Count:N0}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _recordWatch?.Dispose();
        _refresh?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _watch = await Workspaces.WatchAsync(news => InvokeAsync(() => FollowAsync(news)), _gone.Token);
            _recordWatch = await Record.StartAsync(() => InvokeAsync(ReadAndShowAsync), _gone.Token);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var before = _query;
        _query = WorkspaceQuery.Parse(Search, Organization, Status, Sort, PageNumber);
        if (_list is null || _query.WantsDeleted != before.WantsDeleted)
        {
            await _read.RunAsync();
        }
        else
        {
            Arrange();
        }

        OpenAsked();
    }

    private async Task ReadAsync()
    {
        _list = await Workspaces.LoadAsync(_query.WantsDeleted, _gone.Token);
        Arrange();
        StateHasChanged();
    }

    private void Arrange()
    {
        _found = _query.Apply(_list!.Rows, _list.Today);
        var last = Math.Max(1, (_found.Count + WorkspaceQuery.PageSize - 1) / WorkspaceQuery.PageSize);
        _query = _query with { Page = Math.Min(_query.Page, last) };
        _pageRows = [.. _found.Skip((_query.Page - 1) * WorkspaceQuery.PageSize).Take(WorkspaceQuery.PageSize)];
        _selection.IntersectWith(_found.Select(row => row.Id));
    }
}
