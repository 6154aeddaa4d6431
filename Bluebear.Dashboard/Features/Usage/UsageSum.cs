using Bluebear.Dashboard.Data.Reading;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A sum of usage, net of refunds.</summary>
/// <param name="Credits">The cost; below zero if more was refunded than used.</param>
/// <param name="Requests">Charges, with or without a hold.</param>
/// <param name="InputTokens">Input tokens, including cached ones.</param>
/// <param name="OutputTokens">Output tokens.</param>
/// <param name="CachedTokens">The input tokens that were read from a cache.</param>
public readonly record struct UsageSum(Credits Credits, long Requests, long InputTokens, long OutputTokens, long CachedTokens = 0)
{
    /// <summary>True where nothing was used.</summary>
    public bool IsZero => Requests == 0 && Credits.IsZero;

    /// <summary>The average cost of a request, cut to micro-credits; null without requests.</summary>
    public Credits? Each => Requests == 0 ? null : Credits.FromWide(Credits.Wide / Requests);

    /// <summary>Adds two sums. Counts stop at the largest number that can be shown.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Credits + right.Credits, Add(left.Requests, right.Requests),
        Add(left.InputTokens, right.InputTokens), Add(left.OutputTokens, right.OutputTokens), Add(left.CachedTokens, right.CachedTokens));

    private static long Add(long left, long right) => UsageTally.Cut((Int128)left + right);
}

/// <summary>A sum that rows are added to. It is wider than any sum that the books can hold.</summary>
internal sealed class UsageTally
{
    private Int128 _microCredits;
    private Int128 _requests;
    private Int128 _input;
    private Int128 _cached;
    private Int128 _output;

    /// <summary>Adds a row of a rollup.</summary>
    public void Add(in UsageRowSums row)
    {
        _microCredits += row.MicroCredits;
        _requests += row.Requests;
        _input += row.Input;
        _cached += row.Cached;
        _output += row.Output;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(UsageTally other)
    {
        _microCredits += other._microCredits;
        _requests += other._requests;
        _input += other._input;
        _cached += other._cached;
        _output += other._output;
    }

    /// <summary>The sum so far.</summary>
    public UsageSum ToSum() => new(Credits.FromWide(_microCredits), Cut(_requests), Cut(_input), Cut(_output), Cut(_cached));

    /// <summary>The number, or the largest one that can be shown.</summary>
    public static long Cut(Int128 number) => (long)Int128.Min(long.MaxValue, number);
}
