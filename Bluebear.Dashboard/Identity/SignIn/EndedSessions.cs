using System.Collections.Concurrent;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Sessions that were signed out: a copy of their cookie, and their open pages, no longer count. Singleton.</summary>
/// <remarks>Kept in memory until the session would have ended by itself. A person's other sessions go on.</remarks>
internal sealed class EndedSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _endedAt = new(StringComparer.Ordinal);

    /// <summary>Ends a session for good.</summary>
    public void Add(string session)
    {
        var now = clock.GetUtcNow();
        _endedAt[session] = now;
        foreach (var (old, _) in _endedAt.Where(ended => now - ended.Value > SessionRules.AbsoluteLifetime))
        {
            _endedAt.TryRemove(old, out _);
        }
    }

    /// <summary>True if the session was signed out.</summary>
    public bool Contains(string session) => _endedAt.ContainsKey(session);
}
