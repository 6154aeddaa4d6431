namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>A key that was sent and is good.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Rotation">Which of the key's secrets it is.</param>
/// <param name="EndsAt">When it ends if nobody does anything, or null.</param>
internal sealed record CheckedKey(Caller Caller, int Rotation, DateTimeOffset? EndsAt);
