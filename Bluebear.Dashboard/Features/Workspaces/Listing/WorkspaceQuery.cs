using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>The selection of the list in the page's URL. Unknown words mean the default.</summary>
public sealed record WorkspaceQuery
{
    public const string DefaultSort = "name";
    public const int PageSize = 50;

    private static readonly string[] SortKeys = ["name", "organization", "available", "reserved", "spent", "used", "status", "runs-out"];

    /// <summary>Statuses to filter by, with their words in the URL.</summary>
    public static IReadOnlyList<(string Key, WorkspaceStatus Status)> Statuses { get; } =
    [
        ("active", WorkspaceStatus.Active), ("getting-low", WorkspaceStatus.GettingLow), ("low", WorkspaceStatus.LowBalance),
        ("exhausted", WorkspaceStatus.Exhausted), ("running-out", WorkspaceStatus.RunningOut),
        ("overage", WorkspaceStatus.InOverage), ("none", WorkspaceStatus.NoAllocation), ("deleted", WorkspaceStatus.Deleted),
    ];

    public string Search { get; init; } = "";
    public string Organization { get; init; } = "";
    public string Status { get; init; } = "";
    public string Sort { get; init; } = DefaultSort;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True if deleted workspaces are requested. They are shown only then.</summary>
    public bool WantsDeleted => Status == "deleted";

    public bool IsFiltered => Search.Length > 0 || Organization.Length > 0 || Status.Length > 0;

    /// <summary>Reads the values of a URL.</summary>
    public static WorkspaceQuery Parse(string? search, string? organization, string? status, string? sort, int? page) => new()
    {
        Search = search?.Trim() ?? "",
        Organization = organization ?? "",
        Status = Statuses.Any(known => known.Key == status) ? status! : "",
        Sort = SortKeys.Contains(sort?.TrimStart('-')) && sort!.LastIndexOf('-') != 1 ? sort : DefaultSort,
        Page = Math.Max(page ?? 1, 1),
    };

    /// <summary>The URL of this selection.</summary>
    public string ToUrl()
    {
        var values = new Dictionary<string, string?>
        {
            ["q"] = Search.Length > 0 ? Search : null,
            ["organization"] = Organization.Length > 0 ? Organization : null,
            ["status"] = Status.Length > 0 ? Status : null,
            ["sort"] = Sort == DefaultSort ? null : Sort,
            ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
        };
        return QueryHelpers.AddQueryString(DashboardUrls.Workspaces, values);
    }

    /// <summary>The selected rows, sorted, the Primary Workspace first.</summary>
    public IReadOnlyList<WorkspaceRow> Apply(IEnumerable<WorkspaceRow> rows, DateOnly today) =>
        [.. Ordered(rows.Where(IsWanted), today)];

    private bool IsWanted(WorkspaceRow row) =>
        (Search.Length == 0 || row.Name.Contains(Search, StringComparison.OrdinalIgnoreCase))
        && (Organization.Length == 0 || row.Organization == Organization)
        && IsWanted(row.Status);

    private bool IsWanted(WorkspaceStatus status) =>
        Status.Length == 0 ? status != WorkspaceStatus.Deleted
        : Status == "active" && status == WorkspaceStatus.DrawsOnPool || Statuses.Any(known => known.Key == Status && known.Status == status);

    private IOrderedEnumerable<WorkspaceRow> Ordered(IEnumerable<WorkspaceRow> rows, DateOnly today)
    {
        var primaryFirst = rows.OrderByDescending(row => row.IsPrimary);
        var sorted = Sort.TrimStart('-') switch
        {
            "organization" => By(primaryFirst, row => row.Organization ?? "\uffff", StringComparer.OrdinalIgnoreCase),
            "available" => By(primaryFirst, row => row.Available),
            "reserved" => By(primaryFirst, row => row.Reserved),
            "spent" => By(primaryFirst, row => row.SpentThisMonth),
            "used" => By(primaryFirst, row => row.Reference.IsPositive ? row.Used.ToDecimal() / row.Reference.ToDecimal() : 0m),
            "status" => By(primaryFirst, row => row.Status),
            // Rows without a date come last in both directions.
            "runs-out" => By(primaryFirst.ThenBy(row => DateOf(row, today) is null), row => DateOf(row, today) ?? default),
            _ => By(primaryFirst, row => row.Name, StringComparer.OrdinalIgnoreCase),
        };
        return sorted.ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id.Value);
    }

    private static DateOnly? DateOf(WorkspaceRow row, DateOnly today) => row.RunsOut.Date;

    private IOrderedEnumerable<WorkspaceRow> By<T>(
        IOrderedEnumerable<WorkspaceRow> rows, Func<WorkspaceRow, T> key, IComparer<T>? comparer = null) =>
        Sort.StartsWith('-') ? rows.ThenByDescending(key, comparer) : rows.ThenBy(key, comparer);
}
