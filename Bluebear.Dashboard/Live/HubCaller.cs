using System.Security.Claims;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>Who listens on a connection: a person may be disabled or lose a role meanwhile.</summary>
/// <remarks>A person is asked for anew every few seconds, a key each time, as revoking it works at once.</remarks>
internal sealed class HubCaller(IServiceScopeFactory scopes, ClaimsPrincipal user, TimeProvider clock)
{
    /// <summary>How long an answer of the database is believed.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private Caller? _known;
    private long _askedAt;

    /// <summary>The person, or null for one who may no longer listen. Not for several callers at a time.</summary>
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
