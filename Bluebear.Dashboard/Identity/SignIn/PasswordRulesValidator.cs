using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Holds every password that ASP.NET Core Identity is given to <see cref="PasswordRules"/>.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<Person>
{
    /// <summary>The code under which a refused password is reported.</summary>
    public const string Code = "Password";

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(PasswordRules.ProblemWith(password, user.Email) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = Code, Description = problem })
            : IdentityResult.Success);
}
