using System.Buffers;
using System.Text;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// The form of an account's reference: a name for programs that can be part of a URL and never looks like an id.
/// </summary>
public static class AccountRefs
{
    /// <summary>The form in words, for error messages.</summary>
    public const string InWords =
        "A ref has 1 to 255 letters, digits and the signs . _ - : @, is more than dots, and does not look like an id.";

    private const int MaxLength = 255;
    private static readonly SearchValues<char> Signs = SearchValues.Create("._-:@");

    /// <summary>
    /// True for 1-255 letters, digits and . _ - : @ that are not only dots and do not look like a <see cref="PublicId"/>.
    /// </summary>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxLength && text.EnumerateRunes().All(IsAllowed)
            && text.AsSpan().IndexOfAnyExcept('.') >= 0 && !PublicId.IsShapedLikeOne(text);
    }

    // An unpaired half of a character is read as U+FFFD, which is neither a letter nor a digit.
    private static bool IsAllowed(Rune rune) => Rune.IsLetterOrDigit(rune) || (rune.IsBmp && Signs.Contains((char)rune.Value));
}
