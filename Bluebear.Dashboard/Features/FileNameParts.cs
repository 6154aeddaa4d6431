using System.Globalization;
using System.Text;

namespace Bluebear.Dashboard.Features;

/// <summary>Names as parts of a file's name.</summary>
internal static class FileNameParts
{
    private const int Longest = 40;

    /// <summary>The name in ASCII letters, digits and hyphens, at most 40; <paramref name="otherwise"/> where none are left.</summary>
    public static string Of(string text, string otherwise)
    {
        // Accents go, what is no letter or digit becomes a hyphen.
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
        var cut = (whole.Length > Longest ? whole[..Longest] : whole).Trim('-');
        return cut.Length > 0 ? cut : otherwise;
    }
}
