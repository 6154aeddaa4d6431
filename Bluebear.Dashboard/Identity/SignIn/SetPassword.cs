using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Sets a person's own password. Every session of theirs ends with it.</summary>
internal sealed class SetPassword(UserManager<Person> people, BluebearDbContext context, AuditLog audit)
{
    private const string Unknown = "The password could not be set. Ask for a new link.";

    /// <summary>Sets it by a one-time link, which is then used up. Answers what is wrong in words, or null.</summary>
    public async Task<string?> ByLinkAsync(Person person, string token, string password)
    {
        Record(person);
        var problem = ProblemOf(await people.ResetPasswordAsync(person, token, password), Unknown);
        if (problem is null)
        {
            // Whoever was locked out by a stranger's guesses asked for the link to get in again.
            await people.SetLockoutEndDateAsync(person, null);
            await people.ResetAccessFailedCountAsync(person);
        }

        return problem;
    }

    /// <summary>Sets it for who knows the old one. Answers what is wrong in words, or null.</summary>
    public async Task<string?> ByOldPasswordAsync(Person person, string old, string password)
    {
        Record(person);
        return ProblemOf(await people.ChangePasswordAsync(person, old, password), "The current password is wrong.");
    }

    private void Record(Person person) =>
        audit.Add(context, new TenantId(person.TenantId), new AuditActor(person.Email!, new PersonId(person.Id)),
            AuditActions.PersonPassword, person.Email!);

    private string? ProblemOf(IdentityResult result, string otherwise)
    {
        if (result.Succeeded)
        {
            return null;
        }

        context.ChangeTracker.Clear();
        return result.Errors.FirstOrDefault(error => error.Code == PasswordRulesValidator.Code)?.Description ?? otherwise;
    }
}
