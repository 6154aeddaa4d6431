using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Links with which a person sets a password: after an invitation, or after forgetting the old one.</summary>
/// <remarks>Valid for seven days, and until a password is set: the token depends on the current password.</remarks>
internal sealed class OneTimeLinks(UserManager<Person> people)
{
    /// <summary>How long a link is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const char Separator = '.';

    /// <summary>The path and query of a new link for the person.</summary>
    public async Task<string> CreateAsync(Person person)
    {
        var token = Encoding.UTF8.GetBytes(await people.GeneratePasswordResetTokenAsync(person));
        var who = PublicId.Format(PublicId.Person, person.Id);
        return $"{DashboardUrls.Welcome}?token={who}{Separator}{Base64Url.EncodeToString(token)}";
    }

    /// <summary>The person of a token, with Identity's own token; null if the token is not valid, or no longer.</summary>
    public async Task<(Person Person, string Token)?> FindAsync(string? token)
    {
        if (Split(token) is not var (id, inner)
            || await people.FindByIdAsync(id) is not { IsDisabled: false } person
            || !await people.VerifyUserTokenAsync(person, people.Options.Tokens.PasswordResetTokenProvider,
                UserManager<Person>.ResetPasswordTokenPurpose, inner))
        {
            return null;
        }

        return (person, inner);
    }

    private static (string Id, string Token)? Split(string? text)
    {
        var parts = text?.Split(Separator);
        if (parts is not [var who, var secret] || !PublicId.TryParse(PublicId.Person, who, out var id)
            || !Base64Url.IsValid(secret))
        {
            return null;
        }

        var token = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(secret));
        return (id.ToString(CultureInfo.InvariantCulture), token);
    }
}
