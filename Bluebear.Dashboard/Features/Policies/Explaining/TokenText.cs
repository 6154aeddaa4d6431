using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Policies.Explaining;

/// <summary>Numbers of tokens as people type them.</summary>
internal static class TokenText
{
    /// <summary>The words for a text that is no such number.</summary>
    public const string Problem = "Enter a whole number, 0 to 1,000,000,000,000.";

    /// <summary>The number; null if the text is empty or none. Separators between thousands are understood.</summary>
    public static long? Parse(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= TokenCounts.Max ? number : null;

    /// <summary>True if the text is empty or a number.</summary>
    public static bool IsFine(string text) => text.Trim().Length == 0 || Parse(text) is not null;

    /// <summary>The number with separators; empty for null.</summary>
    public static string Of(long? number) => number?.ToString("#,##0", CultureInfo.InvariantCulture) ?? "";
}
