namespace Bluebear.Dashboard.Features.History;

/// <summary>Selects transfers. The default selects all.</summary>
public sealed record LedgerFilter
{
    /// <summary>The longest text to search for.</summary>
    public const int MaxSearchLength = 255;

    /// <summary>Which part of the ledger; a <see cref="Kind"/> is narrower and counts alone.</summary>
    public LedgerShow Show { get; init; }

    public TransferKind? Kind { get; init; }

    public AccountId? Account { get; init; }

    /// <summary>The start, by the time of recording.</summary>
    public BookBound? From { get; init; }

    /// <summary>The end, by the time of recording. A day is included.</summary>
    public BookBound? To { get; init; }

    /// <summary>Part of a reason, a reference or an account's name, or an exact amount, or a transfer's id.</summary>
    public string? Search { get; init; }

    /// <summary>Reads a query, and collects what in it cannot be understood.</summary>
    public static (LedgerFilter Filter, LedgerFilterProblems Problems) Read(LedgerQuery query)
    {
        var trimmed = query.Trimmed();
        var account = Id(PublicId.Account, trimmed.Account);
        var kind = TransferKind.Find(trimmed.Type);
        var from = Bound(trimmed.From);
        var to = Bound(trimmed.To);
        var show = LedgerShows.Find(trimmed.Show);
        var filter = new LedgerFilter
        {
            Show = show ?? LedgerShow.All,
            // Without an account a direction has no meaning.
            Kind = account is null && kind is not null ? new(kind.Type) : kind,
            Account = account is { } id ? new(id) : null,
            From = from,
            To = to,
            Search = trimmed.Search,
        };
        return (filter, new()
        {
            Show = show is null ? "This part of the ledger is unknown. Choose one from the list." : null,
            Type = trimmed.Type is not null && kind is null ? "This type is unknown. Choose one from the list." : null,
            Account = trimmed.Account is not null && account is null ? "This account is unknown. Choose one from the list." : null,
            From = trimmed.From is not null && from is null ? LedgerFilterProblems.BadDate : null,
            To = trimmed.To is not null && to is null ? LedgerFilterProblems.BadDate
                : from is { } first && to?.IsBefore(first) == true ? LedgerFilterProblems.EndBeforeStart : null,
            Search = trimmed.Search is not { } search ? null
                : search.Length > MaxSearchLength ? $"Use at most {MaxSearchLength} characters."
                : InternedText.IsRecordable(search) ? null : "Remove the control characters.",
        });
    }

    /// <summary>The id of a transfer in a URL, or null.</summary>
    public static TransferId? Transfer(string? publicId) => Id(PublicId.Transfer, publicId) is { } id ? new(id) : null;

    private static long? Id(string prefix, string? text) => PublicId.TryParse(prefix, text, out var id) ? id : null;

    private static BookBound? Bound(string? text) => BookBound.TryParse(text, out var bound) ? bound : null;
}

/// <summary>What is wrong with each part of a filter, in a sentence; null if nothing is.</summary>
public sealed record LedgerFilterProblems
{
    public const string BadDate = Ui.Controls.DayParser.HowTo;
    public const string EndBeforeStart = "The range ends before it begins.";

    public string? Show { get; init; }

    public string? Type { get; init; }

    public string? Account { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Search { get; init; }

    /// <summary>True if any part is wrong. Such a filter exports nothing.</summary>
    public bool Any => All.Any();

    /// <summary>True if a part other than the days is wrong. Such a filter lists nothing. A wrong day does not change the list.</summary>
    public bool IsBlocking => (this with { From = null, To = null }).Any;

    /// <summary>The wrong parts.</summary>
    public IEnumerable<KeyValuePair<string, string>> All =>
        new KeyValuePair<string, string?>[] { new("show", Show), new("type", Type), new("account", Account), new("from", From), new("to", To), new("search", Search) }
            .Where(part => part.Value is not null)
            .Select(part => new KeyValuePair<string, string>(part.Key, part.Value!));
}
