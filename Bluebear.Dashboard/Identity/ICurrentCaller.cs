namespace Bluebear.Dashboard.Identity;

/// <summary>Who is asking, for requests and circuits alike. Scoped.</summary>
/// <remarks>
/// Each call reads the person anew, so that a person who was disabled or given another role meanwhile loses power with their next
/// action and not when their session ends.
/// </remarks>
public interface ICurrentCaller
{
    /// <summary>The caller, or null if nobody is signed in (or no longer may be).</summary>
    Task<Caller?> FindAsync(CancellationToken cancellation = default);

    /// <summary>The caller, whose role allows <paramref name="permission"/>.</summary>
    /// <exception cref="AccessRefusedException">Nobody is signed in, or the role does not allow it.</exception>
    Task<Caller> RequireAsync(Permission permission, CancellationToken cancellation = default);
}
