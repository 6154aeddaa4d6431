using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace Bluebear.Dashboard.Identity;

/// <summary>The cookie's or key's contents in a scope: of the HTTP request, or else of the circuit. Scoped.</summary>
/// <remarks>A scope that belongs to neither (a hub's invocation) says whom it acts for by <see cref="ActFor(ClaimsPrincipal)"/>.</remarks>
public sealed class CallerPrincipal(AuthenticationStateProvider circuit)
{
    private ClaimsPrincipal? _user;

    /// <summary>The caller whose key this very request sent and that was found good; null for people and circuits.</summary>
    internal Caller? Key { get; private set; }

    /// <summary>Says whom this scope acts for.</summary>
    public void ActFor(ClaimsPrincipal user) => _user = user;

    /// <summary>Says whose key was just checked for this request.</summary>
    internal void ActFor(Caller key) => Key = key;

    /// <summary>Whom this scope acts for; nobody where nobody signed in.</summary>
    public async Task<ClaimsPrincipal> GetAsync() => _user ?? (await circuit.GetAuthenticationStateAsync()).User;
}
