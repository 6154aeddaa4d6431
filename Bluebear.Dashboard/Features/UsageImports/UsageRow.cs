using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>What a line of a usage file came to.</summary>
/// <param name="Line">Where it starts in the file; the first line, a header, is 1.</param>
public abstract record ImportedLine(long Line);

/// <summary>A line that cannot be used.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Reason">Why, for people; never holds text of the file.</param>
public sealed record RefusedLine(long Line, string Reason) : ImportedLine(Line);

/// <summary>Usage as the file has it: nothing looked up, nothing priced.</summary>
/// <param name="Line">Where it starts.</param>
public sealed record UsageRow(long Line) : ImportedLine(Line)
{
    /// <summary>What makes it count once; begins with the format.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>
    /// True where the key was made of the row's content. Then the same key means the same row, whatever options filled it in.
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

    /// <summary>The tokens; null where the file does not count them.</summary>
    public TokenCounts? Tokens { get; init; }

    /// <summary>What it cost in credits, where the file says so; counts before the price list.</summary>
    public Credits? Amount { get; init; }

    /// <summary>What it cost in US dollars, where the file says so; counts where the list has no price.</summary>
    public ExactDecimal? SpendUsd { get; init; }
}
