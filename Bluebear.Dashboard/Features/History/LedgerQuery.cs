using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ledger page's address: filters, place and open row exactly as its query string names them.</summary>
public sealed record LedgerQuery
{
    public string? Type { get; init; }

    /// <summary>An account's public id.</summary>
    public string? Account { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Search { get; init; }

    /// <summary>The page ends before this transfer (a public id): those written earlier.</summary>
    public string? Before { get; init; }

    /// <summary>The page begins after this transfer: those written later.</summary>
    public string? After { get; init; }

    /// <summary>The transfer that is shown in full.</summary>
    public string? Open { get; init; }

    /// <summary>True where nothing narrows the list.</summary>
    public bool IsUnfiltered => Type is null && Account is null && From is null && To is null && Search is null;

    /// <summary>The same list from its first page, with no row open.</summary>
    public LedgerQuery FirstPage => this with { Before = null, After = null, Open = null };

    /// <summary>The page's address.</summary>
    public string ToUrl() => Address(DashboardUrls.Ledger,
        [.. Filters, new("before", Before), new("after", After), new("open", Open)]);

    /// <summary>The filters alone, by name; a filter that is not set has no value.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Filters =>
        [new("type", Type), new("account", Account), new("from", From), new("to", To), new("search", Search)];

    /// <summary>The query without blank values; what a person typed around them is cut.</summary>
    public LedgerQuery Trimmed() => this with
    {
        Type = Text(Type),
        Account = Text(Account),
        From = Text(From),
        To = Text(To),
        Search = Text(Search),
        Before = Text(Before),
        After = Text(After),
        Open = Text(Open),
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string Address(string path, IEnumerable<KeyValuePair<string, string?>> parts) =>
        QueryHelpers.AddQueryString(path, parts.Where(part => part.Value is not null));
}
