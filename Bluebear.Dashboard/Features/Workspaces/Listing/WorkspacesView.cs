using System.Globalization;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>Filters, sorts and pages the list of workspaces.</summary>
internal sealed class WorkspacesView
{
    public WorkspacesView(WorkspaceList list, WorkspaceQuery query)
    {
        List = list;
        Found = query.Apply(list.Rows, list.Today);
        var last = Math.Max(1, (Found.Count + WorkspaceQuery.PageSize - 1) / WorkspaceQuery.PageSize);
        Query = query with { Page = Math.Min(query.Page, last) };
        Page = [.. Found.Skip(First).Take(WorkspaceQuery.PageSize)];
    }

    /// <summary>The list that was read.</summary>
    public WorkspaceList List { get; }

    /// <summary>The selection, with an existing page number.</summary>
    public WorkspaceQuery Query { get; }

    /// <summary>All found rows, in order.</summary>
    public IReadOnlyList<WorkspaceRow> Found { get; }

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<WorkspaceRow> Page { get; }

    /// <summary>True if there is more than one page.</summary>
    public bool HasPages => Found.Count > WorkspaceQuery.PageSize;

    /// <summary>The position of the page.</summary>
    public string PageSummary => string.Create(CultureInfo.InvariantCulture, $"{First + 1:N0}\u2013{First + Page.Count:N0} of {Found.Count:N0}");

    private int First => (Query.Page - 1) * WorkspaceQuery.PageSize;

    /// <summary>The URL of another page; null if there is none.</summary>
    public string? HrefOf(int page) =>
        page < 1 || (page - 1) * WorkspaceQuery.PageSize >= Found.Count ? null : (Query with { Page = page }).ToUrl();
}
