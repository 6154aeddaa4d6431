namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Sums of usage as the database makes them: in two parts each, since a whole one may be wider than the database can add up.</summary>
/// <param name="Credits">Whole credits.</param>
/// <param name="MicroCredits">What is left of each amount, in micro-credits.</param>
/// <param name="Requests">Charges.</param>
/// <param name="InputMillions">Whole millions of input tokens.</param>
/// <param name="InputRest">What is left of each count of input tokens.</param>
/// <param name="OutputMillions">Whole millions of output tokens.</param>
/// <param name="OutputRest">What is left of each count of output tokens.</param>
internal sealed record UsageParts(
    long Credits, long MicroCredits, long Requests, long InputMillions, long InputRest, long OutputMillions, long OutputRest)
{
    /// <summary>What each figure is divided by.</summary>
    public const long Unit = Ledger.Values.Credits.MicroCreditsPerCredit;

    /// <summary>The sums. Tokens stop at the largest number that can be shown.</summary>
    public UsageSum ToSum() => new(
        Ledger.Values.Credits.FromParts(Credits, MicroCredits), Requests, Tokens(InputMillions, InputRest), Tokens(OutputMillions, OutputRest));

    private static long Tokens(long millions, long rest) => (long)Int128.Min(long.MaxValue, ((Int128)millions * Unit) + rest);
}
