namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>What an import is asked to do.</summary>
public sealed record UsageImportRequest
{
    /// <summary>Whose usage.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Who imports it.</summary>
    public required string Actor { get; init; }

    /// <summary>The workspace of rows that name none, by id, ref or name.</summary>
    public string? Workspace { get; init; }

    /// <summary>The user of rows that name none.</summary>
    public string? User { get; init; }

    /// <summary>The model of rows that name none.</summary>
    public string? Model { get; init; }

    /// <summary>The seed by which what is still missing is spread, or null.</summary>
    public long? SpreadSeed { get; init; }

    /// <summary>True to learn what it would do.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>What an import did. Lines that were not read count nowhere.</summary>
/// <param name="Accepted">Rows recorded now.</param>
/// <param name="Duplicates">Rows recorded before.</param>
/// <param name="Rejected">Lines that were refused, in the file's order.</param>
/// <param name="Total">What the accepted rows cost together.</param>
/// <param name="IsInterrupted">True where it was stopped or the ledger could not be written any more, so that rows are missing.</param>
public sealed record UsageImportReport(
    long Accepted, long Duplicates, IReadOnlyList<RefusedLine> Rejected, Credits Total, bool IsInterrupted);

/// <summary>An option names something that is not there.</summary>
public sealed class UsageImportOptionException(string message) : Exception(message);
