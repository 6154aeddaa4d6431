namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A sum of usage, net of refunds.</summary>
/// <param name="Credits">The cost; below zero if more was refunded than used.</param>
/// <param name="Requests">Charges, with or without a hold.</param>
/// <param name="InputTokens">Input tokens, including cached ones.</param>
/// <param name="OutputTokens">Output tokens.</param>
public readonly record struct UsageSum(Credits Credits, long Requests, long InputTokens, long OutputTokens)
{
    /// <summary>Adds two sums. Counts stop at the largest number that can be shown.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Credits + right.Credits,
        Add(left.Requests, right.Requests), Add(left.InputTokens, right.InputTokens), Add(left.OutputTokens, right.OutputTokens));

    private static long Add(long left, long right) => (long)Int128.Min(long.MaxValue, (Int128)left + right);
}

/// <summary>A line of a report.</summary>
/// <param name="Name">A day as people read it, or a name.</param>
/// <param name="Sum">Its usage.</param>
/// <param name="IsNone">True for usage without a value for the grouping.</param>
public sealed record UsageLine(string Name, UsageSum Sum, bool IsNone = false);

/// <summary>The days of one of the largest groups.</summary>
/// <param name="Name">The group.</param>
/// <param name="Days">Its credits for each day of the range.</param>
public sealed record UsageSeries(string Name, IReadOnlyList<Credits> Days);

/// <summary>Usage over a range of days.</summary>
/// <param name="Range">The days.</param>
/// <param name="Group">The grouping.</param>
/// <param name="Lines">By day: all days of the range, in order. Otherwise the largest first.</param>
/// <param name="Series">The range day by day: as a whole, or by the largest groups and the rest together.</param>
/// <param name="Total">The sum of the lines.</param>
public sealed record UsageReport(
    UsageRange Range, UsageGroup Group, IReadOnlyList<UsageLine> Lines, IReadOnlyList<UsageSeries> Series, UsageSum Total)
{
    /// <summary>True where nothing was used.</summary>
    public bool IsEmpty => Total.Requests == 0 && Total.Credits.IsZero;
}
