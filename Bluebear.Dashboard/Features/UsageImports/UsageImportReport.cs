namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A request for an import.</summary>
public sealed record UsageImportRequest
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Who imports it.</summary>
    public required string Actor { get; init; }

    /// <summary>The workspace of rows that name none, by id, ref or name.</summary>
    public string? Workspace { get; init; }

    /// <summary>The user of rows that name none.</summary>
    public string? User { get; init; }

    /// <summary>The model of rows that name none.</summary>
    public string? Model { get; init; }

    /// <summary>The seed for spreading missing values, or null.</summary>
    public long? SpreadSeed { get; init; }

    /// <summary>Whose figure counts where a row has two.</summary>
    public PriceBy PriceBy { get; init; }

    /// <summary>True to learn what it would do.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>The result of an import. Lines that were not read are not counted.</summary>
/// <param name="Accepted">The number of rows recorded now.</param>
/// <param name="Duplicates">The number of rows recorded before.</param>
/// <param name="Rejected">The rejected lines, in the file's order.</param>
/// <param name="Total">The total cost of the accepted rows.</param>
/// <param name="IsInterrupted">True if it was stopped or the ledger could no longer be written, so that rows are missing.</param>
public sealed record UsageImportReport(
    long Accepted, long Duplicates, IReadOnlyCollection<RefusedLine> Rejected, Credits Total, bool IsInterrupted)
{
    /// <summary>What it found out about the rows.</summary>
    public UsageFindings Findings { get; init; } = new();

    /// <summary>The sums by day and model, of each row of the file once; null unless it was a dry run.</summary>
    public BillSums? Bill { get; init; }
}

/// <summary>An option names something unknown.</summary>
public sealed class UsageImportOptionException(string message) : Exception(message);
