using System.Globalization;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>The list of workspaces as the page arranges it: found, sorted, and cut into pages.</summary>
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

    /// <summary>What was read.</summary>
    public WorkspaceList List { get; }

    /// <summary>What was asked for, with a page that there is.</summary>
    public WorkspaceQuery Query { get; }

    /// <summary>Every row that was found, in order.</summary>
    public IReadOnlyList<WorkspaceRow> Found { get; }

    /// <summary>Those of the page.</summary>
    public IReadOnlyList<WorkspaceRow> Page { get; }

    /// <summary>True where one page does not hold all.</summary>
    public bool HasPages => Found.Count > WorkspaceQuery.PageSize;

    /// <summary>Where the page lies.</summary>
    public string PageSummary => string.Create(CultureInfo.InvariantCulture, $"{First + 1:N0}\u2013{First + Page.Count:N0} of {Found.Count:N0}");

    private int First => (Query.Page - 1) * WorkspaceQuery.PageSize;

    /// <summary>The address of another page; null where there is none.</summary>
    public string? HrefOf(int page) =>
        page < 1 || (page - 1) * WorkspaceQuery.PageSize >= Found.Count ? null : (Query with { Page = page }).ToUrl();
}
