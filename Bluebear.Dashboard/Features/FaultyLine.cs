namespace Bluebear.Dashboard.Features;

/// <summary>A wrong line of a file.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record FaultyLine(long Line, string Reason);
