namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Usage summed up: net of what was paid back.</summary>
/// <param name="Credits">What it cost; below zero where more was paid back than used.</param>
/// <param name="Requests">Charges, with or without a hold.</param>
/// <param name="InputTokens">Cached ones among them.</param>
/// <param name="OutputTokens">Output tokens.</param>
public readonly record struct UsageSum(Credits Credits, long Requests, long InputTokens, long OutputTokens)
{
    /// <summary>Adds two sums. Counts stop at the largest number that can be shown.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Credits + right.Credits,
        Add(left.Requests, right.Requests), Add(left.InputTokens, right.InputTokens), Add(left.OutputTokens, right.OutputTokens));

    private static long Add(long left, long right) => (long)Int128.Min(long.MaxValue, (Int128)left + right);
}

/// <summary>A line of a report.</summary>
/// <param name="Name">A day as yyyy-MM-dd, or a name.</param>
/// <param name="Sum">Its usage.</param>
/// <param name="IsNone">True for usage that names none of what it is grouped by.</param>
public sealed record UsageLine(string Name, UsageSum Sum, bool IsNone = false);

/// <summary>The days of one of the largest groups.</summary>
/// <param name="Name">The group.</param>
/// <param name="Days">Its credits for each day of the range.</param>
public sealed record UsageSeries(string Name, IReadOnlyList<Credits> Days);

/// <summary>Usage over a range of days.</summary>
/// <param name="Range">The days.</param>
/// <param name="Group">What the lines are.</param>
/// <param name="Lines">By day: each day of the range, in order. Otherwise the largest first.</param>
/// <param name="Series">The range day by day: as a whole, or its largest groups and the others together.</param>
/// <param name="Total">The sum of the lines.</param>
public sealed record UsageReport(
    UsageRange Range, UsageGroup Group, IReadOnlyList<UsageLine> Lines, IReadOnlyList<UsageSeries> Series, UsageSum Total);
