using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace Bluebear.Dashboard.Identity;

/// <summary>The principal of a scope: from the HTTP request's cookie or key, or from the circuit. Scoped.</summary>
/// <remarks>Other scopes (a hub's invocation) must call <see cref="ActFor(ClaimsPrincipal)"/>.</remarks>
public sealed class CallerPrincipal(AuthenticationStateProvider circuit)
{
    private ClaimsPrincipal? _user;

    /// <summary>The caller whose key this request sent, after the key was checked; null for people and circuits.</summary>
    internal Caller? Key { get; private set; }

    /// <summary>Sets the principal of this scope.</summary>
    public void ActFor(ClaimsPrincipal user) => _user = user;

    /// <summary>Sets the caller of the key that was just checked for this request.</summary>
    internal void ActFor(Caller key) => Key = key;

    /// <summary>The principal of this scope; an anonymous one if no one is signed in.</summary>
    public async Task<ClaimsPrincipal> GetAsync() => _user ?? (await circuit.GetAuthenticationStateAsync()).User;
}
