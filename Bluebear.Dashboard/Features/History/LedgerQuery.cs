using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ledger page's URL: filters, place and open row as its query string names them.</summary>
public sealed record LedgerQuery
{
    /// <summary>A part of the ledger, see <see cref="LedgerShow"/>.</summary>
    public string? Show { get; init; }

    public string? Type { get; init; }

    /// <summary>An account's public id.</summary>
    public string? Account { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Search { get; init; }

    /// <summary>The page shows transfers written before this one (a public id).</summary>
    public string? Before { get; init; }

    /// <summary>The page shows transfers written after this one.</summary>
    public string? After { get; init; }

    /// <summary>The first transfer of the commit whose row is open.</summary>
    public string? Group { get; init; }

    /// <summary>The transfer that is shown in full.</summary>
    public string? Open { get; init; }

    /// <summary>True if there is no filter.</summary>
    public bool IsUnfiltered => Show is null && Type is null && Account is null && From is null && To is null && Search is null;

    /// <summary>The same list from its first page, with nothing open.</summary>
    public LedgerQuery FirstPage => this with { Before = null, After = null, Group = null, Open = null };

    /// <summary>The page's URL.</summary>
    public string ToUrl() => Address(DashboardUrls.Ledger,
        [.. Filters, new("before", Before), new("after", After), new("group", Group), new("open", Open)]);

    /// <summary>The URL of a print of everything that matches the filters.</summary>
    public string ToPrintUrl() => Address(DashboardUrls.LedgerPrint, Filters);

    /// <summary>The filters by name. An unset filter has no value.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Filters =>
        [new("show", Show), new("type", Type), new("account", Account), new("from", From), new("to", To), new("search", Search)];

    /// <summary>The query without empty values and without outer spaces.</summary>
    public LedgerQuery Trimmed() => this with
    {
        Show = Text(Show),
        Type = Text(Type),
        Account = Text(Account),
        From = Text(From),
        To = Text(To),
        Search = Text(Search),
        Before = Text(Before),
        After = Text(After),
        Group = Text(Group),
        Open = Text(Open),
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string Address(string path, IEnumerable<KeyValuePair<string, string?>> parts) =>
        QueryHelpers.AddQueryString(path, parts.Where(part => part.Value is not null));
}
