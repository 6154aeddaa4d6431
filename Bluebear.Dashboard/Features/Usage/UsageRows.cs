namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The order of a report's table. Its codes stand in addresses, with a hyphen before them for the other way round.</summary>
internal static class UsageRows
{
    /// <summary>The codes of the columns.</summary>
    public const string First = "first", Second = "second", Credits = "credits", Change = "change", Requests = "requests", Input = "input",
        Cached = "cached", Output = "output", Each = "each";

    /// <summary>The code that orders the table: the newest time first, otherwise what cost most.</summary>
    public static string CodeOf(UsageQuery query) => IsKnown(query.Sort) ? query.Sort! : Shipped(query);

    /// <summary>The code without one in the address.</summary>
    public static string Shipped(UsageQuery query) => query.Keys[0].IsTime() ? "-" + First : "-" + Credits;

    /// <summary>The lines in order. Lines that are equal keep the report's order.</summary>
    public static IReadOnlyList<UsageLine> Sorted(UsageReport report, string code)
    {
        var isDown = code.StartsWith('-');
        var lines = report.Lines;
        // The report lists times in order.
        IEnumerable<UsageLine> sorted = code.TrimStart('-') switch
        {
            First when report.Question.Keys[0].IsTime() => isDown ? lines.Reverse() : lines,
            First => ByName(lines, 0, isDown),
            Second when report.Question.Keys.Count > 1 => ByName(lines, 1, isDown),
            Change => By(lines, static line => Share(line.Sum.Credits, line.Before.Credits) ?? decimal.MaxValue, isDown),
            Requests => By(lines, static line => line.Sum.Requests, isDown),
            Input => By(lines, static line => line.Sum.InputTokens, isDown),
            Cached => By(lines, static line => line.Sum.CachedTokens, isDown),
            Output => By(lines, static line => line.Sum.OutputTokens, isDown),
            Each => By(lines, static line => line.Sum.Each ?? Ledger.Values.Credits.Zero, isDown),
            _ => By(lines, static line => line.Sum.Credits, isDown),
        };
        return [.. sorted];
    }

    /// <summary>The change in hundredths of what was before; null where nothing was.</summary>
    public static decimal? Share(Credits now, Credits before) =>
        before.IsPositive ? (now - before).ToDecimal() / before.ToDecimal() * 100 : null;

    private static bool IsKnown(string? code) => code?.TrimStart('-') is
        First or Second or Credits or Change or Requests or Input or Cached or Output or Each;

    private static IEnumerable<UsageLine> ByName(IReadOnlyList<UsageLine> lines, int key, bool isDown)
    {
        // Times read as codes are in order, names as people read them.
        string Of(UsageLine line) => line.Values[key].Key.IsTime() ? line.Values[key].Code! : line.Values[key].Name;
        return isDown ? lines.OrderByDescending(Of, StringComparer.OrdinalIgnoreCase) : lines.OrderBy(Of, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<UsageLine> By<TValue>(IReadOnlyList<UsageLine> lines, Func<UsageLine, TValue> value, bool isDown) =>
        isDown ? lines.OrderByDescending(value) : lines.OrderBy(value);
}
