namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The tokens of one request. The default value is a request without any.</summary>
public readonly record struct TokenCounts
{
    /// <summary>Tokens of a request.</summary>
    /// <param name="input">All input tokens, the cached ones among them; not negative.</param>
    /// <param name="output">Output tokens; not negative.</param>
    /// <param name="cachedInput">How many of the input tokens were read from a cache; not negative, not more than the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or more tokens are cached than there are.</exception>
    public TokenCounts(long input, long output, long cachedInput = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(input);
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfNegative(cachedInput);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cachedInput, input);
        Input = input;
        Output = output;
        CachedInput = cachedInput;
    }

    /// <summary>All input tokens, the cached ones among them.</summary>
    public long Input { get; }

    /// <summary>Output tokens.</summary>
    public long Output { get; }

    /// <summary>How many of <see cref="Input"/> were read from a cache.</summary>
    public long CachedInput { get; }
}
