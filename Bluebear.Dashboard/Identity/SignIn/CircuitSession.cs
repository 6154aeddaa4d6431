using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Signs an open page out within a minute after its session ended.</summary>
internal sealed class CircuitSession(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => SessionRules.CircuitCheckInterval;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState,
        CancellationToken cancellationToken) =>
        authenticationState.User.Identity?.IsAuthenticated != true
        || await sessions.FindPersonAsync(authenticationState.User, cancellationToken) is not null;
}
