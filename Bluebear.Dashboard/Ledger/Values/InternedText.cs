using System.Buffers;
using System.Globalization;
using System.Text;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>What an interned text is. A closed set; the values are stored.</summary>
public enum TextKind
{
    /// <summary>Who did something: a person's e-mail address, a key's name, a part of the product.</summary>
    Actor = 1,

    /// <summary>Why.</summary>
    Reason = 2,

    /// <summary>Invoice, ticket or the like.</summary>
    Reference = 3,

    /// <summary>A user named by usage.</summary>
    User = 4,

    /// <summary>A model named by usage.</summary>
    Model = 5,

    /// <summary>A gateway's group.</summary>
    ConsumerGroup = 6,

    /// <summary>The tags of a request, see <see cref="TagText"/>.</summary>
    Tags = 7,
}

/// <summary>A text written once for a tenant, so that transfers hold its id and a person can be erased without touching them.</summary>
/// <param name="Id">The text's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The text, 1-500 characters.</param>
public sealed record InternedText(TextId Id, TextKind Kind, string Value)
{
    /// <summary>What its digest was made with; empty before it is written, and once the text was erased.</summary>
    public ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>What stands for it under its seal, see <see cref="SaltedDigest"/>; empty before it is written.</summary>
    public ReadOnlyMemory<byte> Digest { get; init; }

    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 500;

    // What is no character at all in Unicode; normalizing such a text throws.
    private const int ReversedByteOrderMark = 0xFFFE;

    // Letters, marks and signs that are drawn as nothing: Hangul fillers, an empty Braille cell.
    private static readonly SearchValues<char> Blanks = SearchValues.Create("\u115F\u1160\u2800\u3164\uFFA0");

    // Formats that are drawn, or that letters need: joiners, and signs of Arabic and Syriac that go around numbers.
    private static readonly SearchValues<char> VisibleFormats =
        SearchValues.Create("\u200C\u200D\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2");

    /// <summary>With a new salt and its digest.</summary>
    internal InternedText Salted()
    {
        var salt = SaltedDigest.NewSalt();
        return this with { Salt = salt, Digest = SaltedDigest.Of(salt, Value) };
    }

    /// <summary>True for a text of which something can be seen: what is named by it can be told from others.</summary>
    public static bool IsVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Any(IsVisible);
    }

    /// <summary>The text without what cannot be seen between other characters: zero-width spaces and joiners, marks of direction.</summary>
    public static string WithoutInvisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.EnumerateRunes().Where(static rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format));
    }

    /// <summary>
    /// True for what a person may type as a name, a reason or the like: <see cref="IsRecordable"/>, and without invisible characters
    /// that turn the direction of what stands around them, hide something, or end the line.
    /// </summary>
    /// <remarks>Joiners are allowed: some languages write with them, and so do emoji.</remarks>
    public static bool IsPrintable(string text) => IsRecordable(text) && !text.EnumerateRunes().Any(static rune => IsHidden(rune));

    /// <summary>
    /// True for what a program may name as a fact of usage, which is recorded as given: without control characters and without what is
    /// no character: half a pair, a reversed byte order mark.
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
