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

    /// <summary>Its cost in credits, if the file has it. Comes before the price list.</summary>
    public Credits? Amount { get; init; }

    /// <summary>Its cost in US dollars, if the file has it. Used if the list has no price.</summary>
    public ExactDecimal? SpendUsd { get; init; }
}
