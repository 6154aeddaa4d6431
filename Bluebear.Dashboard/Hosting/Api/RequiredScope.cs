using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>The scope that an endpoint asks a key for, for whoever lists endpoints.</summary>
/// <param name="Scope">One of <see cref="ApiScopes"/>.</param>
public sealed record RequiredScope(string Scope);

/// <summary>How an endpoint says which keys it serves.</summary>
internal static class RequiredScopeExtensions
{
    /// <summary>Serves keys with that scope and nobody else; the services behind it check their own permission besides.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(new RequiredScope(scope))
        .RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(ApiScopes.AuthenticationScheme)
            .RequireAuthenticatedUser()
            .RequireClaim(ApiScopes.ClaimType, scope));
}
