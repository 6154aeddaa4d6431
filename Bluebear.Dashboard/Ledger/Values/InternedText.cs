using System.Buffers;
using System.Globalization;
using System.Text;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>The kind of an interned text. A closed set; the values are stored.</summary>
public enum TextKind
{
    /// <summary>Who did something: a person's e-mail address, a key's name, a part of the product.</summary>
    Actor = 1,

    /// <summary>Why.</summary>
    Reason = 2,

    /// <summary>An invoice, ticket or similar.</summary>
    Reference = 3,

    /// <summary>A user named by usage.</summary>
    User = 4,

    /// <summary>A model named by usage.</summary>
    Model = 5,

    /// <summary>A gateway's consumer group.</summary>
    ConsumerGroup = 6,

    /// <summary>The tags of a request, see <see cref="TagText"/>.</summary>
    Tags = 7,
}

/// <summary>
/// A text that is stored once for a tenant. Transfers carry its id, so a person can be erased without changing transfers.
/// </summary>
/// <param name="Id">The text's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The text, 1-500 characters.</param>
public sealed record InternedText(TextId Id, TextKind Kind, string Value)
{
    /// <summary>The salt of its digest; empty before it is written and after the text was erased.</summary>
    public ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>
    /// The digest that the seal covers in place of the text, see <see cref="SaltedDigest"/>; empty before it is written.
    /// </summary>
    public ReadOnlyMemory<byte> Digest { get; init; }

    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 500;

    // Not a character in Unicode. Normalizing such a text throws.
    private const int ReversedByteOrderMark = 0xFFFE;

    // Characters that are drawn as nothing: Hangul fillers, an empty Braille cell.
    private static readonly SearchValues<char> Blanks = SearchValues.Create("\u115F\u1160\u2800\u3164\uFFA0");

    // Format characters that are visible or that scripts need: joiners, and signs of Arabic and Syriac that enclose numbers.
    private static readonly SearchValues<char> VisibleFormats =
        SearchValues.Create("\u200C\u200D\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2");

    /// <summary>The text with a new salt and its digest.</summary>
    internal InternedText Salted()
    {
        var salt = SaltedDigest.NewSalt();
        return this with { Salt = salt, Digest = SaltedDigest.Of(salt, Value) };
    }

    /// <summary>True if some character of the text is visible, so that people can tell the name from others.</summary>
    public static bool IsVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Any(IsVisible);
    }

    /// <summary>The text without invisible characters: zero-width spaces and joiners, direction marks.</summary>
    public static string WithoutInvisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.EnumerateRunes().Where(static rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format));
    }

    /// <summary>
    /// True if a person may type the text as a name, a reason or similar: it is <see cref="IsRecordable"/> and has no invisible
    /// characters that change the text direction, hide something, or end the line.
    /// </summary>
    /// <remarks>Joiners are allowed, because some languages and emoji need them.</remarks>
    public static bool IsPrintable(string text) => IsRecordable(text) && !text.EnumerateRunes().Any(static rune => IsHidden(rune));

    /// <summary>
    /// True if a program may send the text as a fact of usage, which is recorded unchanged: no control characters, no half of a
    /// surrogate pair, no reversed byte order mark.
    /// </summary>
    public static bool IsRecordable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || Rune.IsControl(rune)
                || rune.Value == ReversedByteOrderMark)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => !(rune.IsBmp && VisibleFormats.Contains((char)rune.Value)),
        _ => false,
    };

    private static bool IsVisible(Rune rune) => !(rune.IsBmp && Blanks.Contains((char)rune.Value)) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
