using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Features.Search;

/// <summary>"Move 500 to Returns Desk", taken apart. Pure.</summary>
/// <param name="Amount">Above zero.</param>
/// <param name="From">The source as typed; null for the Primary Workspace.</param>
/// <param name="To">The destination as typed; empty where it is not typed yet.</param>
internal sealed partial record MoveWish(Credits Amount, string? From, string To)
{
    /// <summary>The wish in a text; null if it is none.</summary>
    public static MoveWish? Parse(string text)
    {
        var match = Form().Match(text.Trim());
        return match.Success && CreditsParser.TryParseTyped(match.Groups["amount"].Value, out var amount) == CreditsProblem.None && amount.IsPositive
            ? new(amount, match.Groups["from"] is { Success: true, Value: var from } ? from.Trim() : null, match.Groups["to"].Value.Trim()) : null;
    }

    [GeneratedRegex(@"^(move|transfer|allocate)\s+(?<amount>[0-9][0-9.,]*)(\s*(cr|credits))?(\s+from\s+(?<from>.+?))?(\s+to\s+(?<to>.*))?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
