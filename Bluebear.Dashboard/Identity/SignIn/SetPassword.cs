using System.Net;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Sets a person's own password. This ends all their sessions.</summary>
internal sealed class SetPassword(UserManager<Person> people, BluebearDbContext context, Sessions sessions, SignInLimits limits, AuditLog audit)
{
    private const string WrongOldPassword = "The current password is wrong.";
    private const string Unknown = "The password could not be set. Ask for a new link.";

    /// <summary>Sets it with a one-time link, which then no longer works. Returns what is wrong in a sentence, or null.</summary>
    public async Task<string?> ByLinkAsync(Person person, string token, string password)
    {
        Record(person);
        var problem = await EndAsync(person, await people.ResetPasswordAsync(person, token, password), Unknown);
        if (problem is null)
        {
            // A person who was locked out by a stranger's guesses asked for the link to get in again.
            await people.SetLockoutEndDateAsync(person, null);
            await people.ResetAccessFailedCountAsync(person);
        }

        return problem;
    }

    /// <summary>Sets it for a person who knows the old one. Returns what is wrong in a sentence, or null.</summary>
    /// <param name="address">The request's address: wrong passwords count like wrong sign-ins.</param>
    /// <param name="person">The person.</param>
    /// <param name="old">The current password.</param>
    /// <param name="password">The new password.</param>
    public async Task<string?> ByOldPasswordAsync(IPAddress? address, Person person, string old, string password)
    {
        using var attempt = await limits.BeginAsync(address);
        if (attempt.RetryAfter is not null)
        {
            return "There were too many wrong passwords. Try again in a few minutes.";
        }

        Record(person);
        var problem = await EndAsync(person, await people.ChangePasswordAsync(person, old, password), WrongOldPassword);
        if (problem != WrongOldPassword)
        {
            attempt.Succeed();
        }

        return problem;
    }

    private void Record(Person person) =>
        audit.Add(context, new TenantId(person.TenantId), new AuditActor(person.Email!, new PersonId(person.Id)),
            AuditActions.PersonPassword, person.Email!);

    // Sessions from before the new password are already invalid. This also removes their records.
    private async Task<string?> EndAsync(Person person, IdentityResult result, string otherwise)
    {
        if (result.Succeeded)
        {
            await sessions.EndAllAsync(new PersonId(person.Id));
            return null;
        }

        context.ChangeTracker.Clear();
        return result.Errors.FirstOrDefault(error => error.Code == PasswordRulesValidator.Code)?.Description ?? otherwise;
    }
}
