using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>The scope that an endpoint requires, for code that lists endpoints.</summary>
/// <param name="Scope">One of <see cref="ApiScopes"/>.</param>
public sealed record RequiredScope(string Scope);

/// <summary>Lets an endpoint require a scope.</summary>
internal static class RequiredScopeExtensions
{
    /// <summary>Serves only keys with that scope. The services behind it also check their own permission.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(new RequiredScope(scope))
        .RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(ApiScopes.AuthenticationScheme)
            .RequireAuthenticatedUser()
            .RequireClaim(ApiScopes.ClaimType, scope));
}
