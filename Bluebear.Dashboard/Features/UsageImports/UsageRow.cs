using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A line of a usage file after reading.</summary>
/// <param name="Line">The line where it starts in the file; the first line is 1.</param>
public abstract record ImportedLine(long Line);

/// <summary>A line that cannot be used.</summary>
/// <param name="Line">The line where it starts.</param>
/// <param name="Reason">Why, for people. Never contains text of the file.</param>
public sealed record RefusedLine(long Line, string Reason) : ImportedLine(Line);

/// <summary>Usage as the file has it, without lookups and prices.</summary>
/// <param name="Line">The line where it starts.</param>
public sealed record UsageRow(long Line) : ImportedLine(Line)
{
    /// <summary>The key that makes it count once. Begins with the format.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>
    /// True if the key was made of the row's content. The same key then means the same row, regardless of the options that filled
    /// it in.
    /// </summary>
    public required bool HasMadeKey { get; init; }

    /// <summary>When it happened, whole microseconds.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The workspace by id, ref or name, or null.</summary>
    public string? Workspace { get; init; }

    /// <summary>The user, or null.</summary>
    public string? User { get; init; }

    /// <summary>The team by id, ref or name, or null.</summary>
    public string? Team { get; init; }

    /// <summary>The model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens; null if the file does not have them.</summary>
    public TokenCounts? Tokens { get; init; }

    /// <summary>What it used beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>The user of the application that called, beside <see cref="User"/>; or null.</summary>
    public string? EndUser { get; init; }

    /// <summary>The gateway's id of the request, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the gateway paid nothing for it, whatever it counts.</summary>
    public FreeUsage Free { get; init; }

    /// <summary>Why no price list can tell what it cost.</summary>
    public UsageGap Gap { get; init; }

    /// <summary>Its cost in credits, if the file has it. Comes before the price list.</summary>
    public Credits? Amount { get; init; }

    /// <summary>Its cost in US dollars, if the file has it.</summary>
    public ExactDecimal? SpendUsd { get; init; }
}

/// <summary>Usage for which the gateway paid nothing. A closed set.</summary>
public enum FreeUsage
{
    /// <summary>It was paid for.</summary>
    No,

    /// <summary>The gateway answered from its own cache and called no provider.</summary>
    OwnCache,

    /// <summary>The call failed and cost nothing.</summary>
    Failed,
}

/// <summary>What a row lacks or has so that no price list can tell its cost. A closed set.</summary>
public enum UsageGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It sums the requests of a batch: what is priced by the request, or above a number of tokens, cannot be told.</summary>
    Batch,

    /// <summary>It used tools that have a price of their own, such as a search of the web.</summary>
    Tools,

    /// <summary>Its metadata cannot be read.</summary>
    Metadata,

    /// <summary>It counts some tokens more than once.</summary>
    Overlap,
}
