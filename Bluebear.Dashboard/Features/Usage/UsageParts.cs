namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// Sums of usage as the database computes them: in two parts each, because a whole sum may be too wide for the database.
/// </summary>
/// <param name="Credits">Whole credits.</param>
/// <param name="MicroCredits">The remaining micro-credits of each amount.</param>
/// <param name="Requests">Charges.</param>
/// <param name="InputMillions">Whole millions of input tokens.</param>
/// <param name="InputRest">The remaining input tokens.</param>
/// <param name="OutputMillions">Whole millions of output tokens.</param>
/// <param name="OutputRest">The remaining output tokens.</param>
internal sealed record UsageParts(
    long Credits, long MicroCredits, long Requests, long InputMillions, long InputRest, long OutputMillions, long OutputRest)
{
    /// <summary>The divisor of each figure.</summary>
    public const long Unit = Ledger.Values.Credits.MicroCreditsPerCredit;

    /// <summary>The sums. Token counts stop at the largest number that can be shown.</summary>
    public UsageSum ToSum() => new(
        Ledger.Values.Credits.FromParts(Credits, MicroCredits), Requests, Tokens(InputMillions, InputRest), Tokens(OutputMillions, OutputRest));

    private static long Tokens(long millions, long rest) => (long)Int128.Min(long.MaxValue, ((Int128)millions * Unit) + rest);
}
