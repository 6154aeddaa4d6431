using System.Security.Claims;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>The person or key that listens on a connection. A person may be disabled or lose a role meanwhile.</summary>
/// <remarks>Reads a person again every few seconds, and a key each time, because revoking a key works at once.</remarks>
internal sealed class HubCaller(IServiceScopeFactory scopes, ClaimsPrincipal user, TimeProvider clock)
{
    /// <summary>How long a person that was read is used.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private Caller? _known;
    private long _askedAt;

    /// <summary>The caller, or null if it may no longer listen. Not for several threads at the same time.</summary>
    public async Task<Caller?> FindAsync()
    {
        if (_known is not { Key: null } || clock.GetElapsedTime(_askedAt) >= Freshness)
        {
            _askedAt = clock.GetTimestamp();
            _known = await AskAsync();
        }

        return _known;
    }

    private async Task<Caller?> AskAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerPrincipal>().ActFor(user);
        var caller = await scope.ServiceProvider.GetRequiredService<ICurrentCaller>().FindAsync();
        return caller?.Can(Permission.ReadBooks) == true ? caller : null;
    }
}
