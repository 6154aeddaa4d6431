using System.Net;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Sets a person's own password. Every session of theirs ends with it.</summary>
internal sealed class SetPassword(UserManager<Person> people, BluebearDbContext context, Sessions sessions, SignInLimits limits, AuditLog audit)
{
    private const string WrongOldPassword = "The current password is wrong.";
    private const string Unknown = "The password could not be set. Ask for a new link.";

    /// <summary>Sets it by a one-time link, which is then used up. Answers what is wrong in words, or null.</summary>
    public async Task<string?> ByLinkAsync(Person person, string token, string password)
    {
        Record(person);
        var problem = await EndAsync(person, await people.ResetPasswordAsync(person, token, password), Unknown);
        if (problem is null)
        {
            // Whoever was locked out by a stranger's guesses asked for the link to get in again.
            await people.SetLockoutEndDateAsync(person, null);
            await people.ResetAccessFailedCountAsync(person);
        }

        return problem;
    }

    /// <summary>Sets it for a person who knows the old one. Answers what is wrong in words, or null.</summary>
    /// <param name="address">Where the request comes from: wrong passwords count as wrong sign-ins do.</param>
    /// <param name="person">The person.</param>
    /// <param name="old">The password so far.</param>
    /// <param name="password">The new one.</param>
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

    // What another password is set for no longer counts already; their records go, too.
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
