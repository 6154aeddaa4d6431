namespace Bluebear.Dashboard.Identity;

/// <summary>Who is asking, for requests and circuits. Scoped.</summary>
/// <remarks>
/// Each call reads the person from the database. A person who was disabled or given another role loses access with the next
/// action, not at the end of the session.
/// </remarks>
public interface ICurrentCaller
{
    /// <summary>The caller, or null if no one is signed in (or is no longer allowed to be).</summary>
    Task<Caller?> FindAsync(CancellationToken cancellation = default);

    /// <summary>The caller. Its role or key allows <paramref name="permission"/>.</summary>
    /// <exception cref="AccessRefusedException">No one is signed in, or the role or key does not allow it.</exception>
    Task<Caller> RequireAsync(Permission permission, CancellationToken cancellation = default);
}
