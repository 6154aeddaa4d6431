using System.Globalization;
using System.Text;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>Names a file after what is in it: <c>ledger-returns-desk-settlement-2026-11-01-to-2026-11-30.csv</c>.</summary>
internal static class LedgerFileName
{
    private const int LongestPart = 40;

    /// <summary>The name: ASCII letters, digits and hyphens.</summary>
    /// <param name="filter">Which transfers are in it.</param>
    /// <param name="account">The name of the filter's account, or null.</param>
    /// <param name="today">The tenant's day; it ends the name of a file with no end of its own.</param>
    /// <param name="zone">The tenant's time zone.</param>
    public static string Of(LedgerFilter filter, string? account, DateOnly today, TimeZoneInfo zone)
    {
        var parts = new[]
        {
            "ledger",
            account is null ? null : Part(account, "account"),
            filter.Kind is { } kind ? kind.Code : LedgerShows.Code(filter.Show),
            filter.Search is { } search ? Part(search, "search") : null,
            Days(filter, today, zone),
        };
        return string.Join('-', parts.OfType<string>()) + ".csv";
    }

    private static string Days(LedgerFilter filter, DateOnly today, TimeZoneInfo zone)
    {
        var first = filter.From is { } from ? Text(from.Day ?? TenantDays.Of(from.Start(zone), zone)) : null;
        var last = filter.To is { } to ? Text(to.Day ?? TenantDays.LastBefore(to.End(zone), zone)) : null;
        return (first, last) switch
        {
            (null, null) => Text(today),
            (null, _) => $"to-{last}",
            (_, null) => $"from-{first}-{Text(today)}",
            _ => first == last ? first : $"{first}-to-{last}",
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Accents go, what is no letter or digit becomes a hyphen; a name without any is named by what it is.
    private static string Part(string text, string otherwise)
    {
        var part = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                part.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && part.Length > 0 && part[^1] != '-')
            {
                part.Append('-');
            }
        }

        var whole = part.ToString();
        var cut = (whole.Length > LongestPart ? whole[..LongestPart] : whole).Trim('-');
        return cut.Length > 0 ? cut : otherwise;
    }
}
