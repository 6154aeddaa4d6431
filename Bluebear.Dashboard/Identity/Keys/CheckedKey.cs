namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>A valid key that was sent.</summary>
/// <param name="Caller">Its caller.</param>
/// <param name="Rotation">Which of the key's secrets it is.</param>
/// <param name="EndsAt">When it ends by itself, or null.</param>
internal sealed record CheckedKey(Caller Caller, int Rotation, DateTimeOffset? EndsAt);
