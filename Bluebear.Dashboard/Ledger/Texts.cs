using System.Buffers;
using System.Text;

namespace Bluebear.Dashboard.Ledger;

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
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 500;

    // What is no character at all in Unicode; normalizing such a text throws.
    private const int ReversedByteOrderMark = 0xFFFE;

    /// <summary>True for a text without control characters and without what is no character: half a pair, a reversed byte order mark.</summary>
    public static bool IsPrintable(string text)
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
}
