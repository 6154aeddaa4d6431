using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A page of a list.</summary>
/// <param name="Data">The items of the page.</param>
/// <param name="NextCursor">The <c>cursor</c> of the next page; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor);

/// <summary>Limits and cursors of lists. A cursor is opaque, belongs to one list of one tenant, and cannot be forged.</summary>
public sealed class Paging(IDataProtectionProvider protection)
{
    /// <summary>The default number of items on a page.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The largest number of items on a page.</summary>
    public const int MaxLimit = 200;

    private readonly IDataProtector _protector = protection.CreateProtector("Bluebear.Api.Cursor");

    /// <summary>The number of items on a page.</summary>
    /// <exception cref="ApiProblemException">The text is not a number from 1 to 200.</exception>
    public static int Limit(string? text) =>
        text is null ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw new ApiProblemException(ApiProblem.Invalid("limit", $"This must be a number from 1 to {MaxLimit}."));

    /// <summary>The cursor for the items after <paramref name="position"/>.</summary>
    public string Cursor(TenantId tenant, string list, long position) => WebEncoders.Base64UrlEncode(
        _protector.Protect(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}/{list}/{position}"))));

    /// <summary>The position of a cursor; null if there is no cursor.</summary>
    /// <exception cref="ApiProblemException">The cursor does not belong to this list of this tenant.</exception>
    public long? Position(TenantId tenant, string list, string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        try
        {
            var parts = System.Text.Encoding.ASCII.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(cursor))).Split('/');
            if (parts.Length == 3 && parts[0] == tenant.Value.ToString(CultureInfo.InvariantCulture) && parts[1] == list)
            {
                return long.Parse(parts[2], CultureInfo.InvariantCulture);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            // Not one of our cursors.
        }

        throw new ApiProblemException(ApiProblem.Invalid("cursor", "This is not a cursor of this list. Begin again without a cursor."));
    }

    /// <summary>Takes one page of a list in memory: the items after a position, in order.</summary>
    public Page<TAnswer> Cut<TItem, TAnswer>(TenantId tenant, string list, IEnumerable<TItem> inOrder, Func<TItem, long> position,
        Func<TItem, TAnswer> answer, string? limit, string? cursor)
    {
        var size = Limit(limit);
        var after = Position(tenant, list, cursor);
        var some = inOrder.Where(item => after is not { } last || position(item) > last).Take(size + 1).ToList();
        return new([.. some.Take(size).Select(answer)], some.Count > size ? Cursor(tenant, list, position(some[size - 1])) : null);
    }
}
