using System.Buffers;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>
/// The opaque ids that people and gateways see: a prefix that names the kind, and the id in thirteen characters.
/// </summary>
/// <remarks>
/// A fixed, invertible function mixes the number first, so that neighbouring ids look different and a reader cannot count another
/// tenant's transfers. This is no protection: every read checks the tenant.
/// </remarks>
public static class PublicId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 13;
    private const int PrefixLength = 3;
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet + Alphabet.ToUpperInvariant());

    // Odd, so that multiplication modulo 2^64 has an inverse: the second constant.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private static readonly ulong Inverse = InverseOf(Multiplier);

    /// <summary>The prefix of an account's id.</summary>
    public const string Account = "wal";

    /// <summary>The prefix of a transfer's id.</summary>
    public const string Transfer = "tfr";

    /// <summary>The prefix of a purchase's id.</summary>
    public const string Purchase = "pur";

    /// <summary>The prefix of a charge's id.</summary>
    public const string Charge = "chg";

    /// <summary>The prefix of a hold's id.</summary>
    public const string Hold = "res";

    /// <summary>The prefix of a tenant's id.</summary>
    public const string Tenant = "ten";

    /// <summary>The prefix of a budget's id.</summary>
    public const string Budget = "bud";

    /// <summary>The prefix of the id of a request for credits.</summary>
    public const string Request = "req";

    /// <summary>The prefix of the id of an event that is told outside.</summary>
    public const string Event = "evt";

    /// <summary>The prefix of the id of a webhook's endpoint.</summary>
    public const string Webhook = "whk";

    /// <summary>The prefix of the id of a delivery.</summary>
    public const string Delivery = "dlv";

    /// <summary>The prefix of an alert's id.</summary>
    public const string Alert = "alt";

    /// <summary>The prefix of a person's id.</summary>
    public const string Person = "per";

    /// <summary>The public id of <paramref name="value"/>.</summary>
    public static string Format(string prefix, long value)
    {
        var mixed = Mix(unchecked((ulong)value));
        return string.Create(prefix.Length + 1 + Length, (prefix, mixed), static (span, state) =>
        {
            state.prefix.CopyTo(span);
            span[state.prefix.Length] = '_';
            var rest = state.mixed;
            for (var i = span.Length - 1; i > state.prefix.Length; i--)
            {
                span[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    /// <summary>Reads a public id of the given kind. False for any text that <see cref="Format"/> does not write.</summary>
    public static bool TryParse(string prefix, string? text, out long value)
    {
        value = 0;
        if (text is null || text.Length != prefix.Length + 1 + Length || !text.StartsWith(prefix, StringComparison.Ordinal)
            || text[prefix.Length] != '_')
        {
            return false;
        }

        var mixed = 0UL;
        foreach (var character in text.AsSpan(prefix.Length + 1))
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0 || mixed >> 59 != 0)
            {
                return false;
            }

            mixed = (mixed << 5) | (uint)digit;
        }

        value = unchecked((long)Unmix(mixed));
        return value > 0;
    }

    /// <summary>
    /// True if the text has the shape of a public id, of any kind and in any letter case. Names and references may not look like
    /// one.
    /// </summary>
    public static bool IsShapedLikeOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == PrefixLength + 1 + Length && text[PrefixLength] == '_' && text.AsSpan(0, PrefixLength).IndexOfAnyExcept(Letters) < 0
            && text.AsSpan(PrefixLength + 1).IndexOfAnyExcept(Digits) < 0;
    }

    private static ulong Mix(ulong value)
    {
        value = unchecked(value * Multiplier);
        return value ^ (value >> 32);
    }

    private static ulong Unmix(ulong value) => unchecked((value ^ (value >> 32)) * Inverse);

    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
