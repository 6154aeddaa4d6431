using System.Security.Claims;
using System.Text.Encodings.Web;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>Keys of the form <c>TENANT:scope,scope</c>, for tests of endpoints.</summary>
internal static class PlantedKeys
{
    public static void AddTo(IServiceCollection services) =>
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Handler>(ApiScopes.AuthenticationScheme, null);

    private sealed class Handler(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, UserManager<Person> people)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var parts = Request.Headers.Authorization.ToString().Split(' ', ':');
            if (parts.Length < 3)
            {
                return AuthenticateResult.NoResult();
            }

            var person = await people.FindByEmailAsync($"admin@{parts[1]}.example");
            var principal = await Context.RequestServices.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!);
            var identity = principal.Identities.First();
            identity.AddClaims(SessionClaims.ForNew(TimeProvider.System));
            identity.AddClaim(new(ApiScopes.KeyClaimType, parts[1]));
            identity.AddClaims(string.Join(':', parts[2..]).Split(',').Select(scope => new Claim(ApiScopes.ClaimType, scope)));
            return AuthenticateResult.Success(new(principal, Scheme.Name));
        }
    }
}
