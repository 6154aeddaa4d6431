namespace Bluebear.Dashboard.Features.History;

/// <summary>Which part of the ledger is looked at. A closed set: each transfer is of one of the two parts.</summary>
public enum LedgerShow
{
    /// <summary>All of it; on the page, long runs of usage between other transfers take one row each.</summary>
    All,

    /// <summary>What moves credits without usage: purchases, allocations, expiries and what undoes them.</summary>
    People,

    /// <summary>What comes with usage: reservations, settlements, releases and refunds.</summary>
    Usage,
}

/// <summary>The parts as types and as addresses name them.</summary>
internal static class LedgerShows
{
    /// <summary>The types of <see cref="LedgerShow.People"/>; each has an index of its own (Data, TransferConfiguration).</summary>
    public static IReadOnlyList<TransferType> People { get; } =
        [TransferType.Purchase, TransferType.Allocation, TransferType.Expiry, TransferType.Reversal];

    /// <summary>Whether a type comes with usage.</summary>
    public static bool IsUsage(TransferType type) => !People.Contains(type);

    /// <summary>The part as an address names it; null for all of the ledger.</summary>
    public static string? Code(LedgerShow show) => show switch
    {
        LedgerShow.All => null,
        LedgerShow.People => "people",
        LedgerShow.Usage => "usage",
    };

    /// <summary>The part in words.</summary>
    public static string Name(LedgerShow show) => show switch
    {
        LedgerShow.All => "All",
        LedgerShow.People => "Moved by people",
        LedgerShow.Usage => "Usage",
    };

    /// <summary>The part of that code, or null where there is none.</summary>
    public static LedgerShow? Find(string? code) => code switch
    {
        null or "all" => LedgerShow.All,
        "people" => LedgerShow.People,
        "usage" => LedgerShow.Usage,
        _ => null,
    };
}
