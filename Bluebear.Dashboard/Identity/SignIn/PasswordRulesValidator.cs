using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Applies <see cref="PasswordRules"/> to every password that ASP.NET Core Identity checks.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<Person>
{
    /// <summary>The error code for a refused password.</summary>
    public const string Code = "Password";

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(PasswordRules.ProblemWith(password, user.Email) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = Code, Description = problem })
            : IdentityResult.Success);
}
