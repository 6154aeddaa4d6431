using System.Net.Mail;

namespace Bluebear.Dashboard.Identity.People;

/// <summary>The shape of e-mail addresses.</summary>
internal static class EmailAddresses
{
    private const int MaxLength = 254;

    /// <summary>
    /// The address without outer spaces. Null if it is not an address: one @ with text before and after, no spaces and no
    /// invisible characters.
    /// </summary>
    public static string? Normalize(string? text) =>
        text?.Trim() is { Length: > 2 and <= MaxLength } address
        && !address.Any(static character => char.IsControl(character) || char.IsWhiteSpace(character) || character is '<' or '>' or ',' or '"')
        && InternedText.IsPrintable(address) && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : null;
}
