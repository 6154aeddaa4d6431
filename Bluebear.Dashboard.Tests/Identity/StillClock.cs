namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>A clock that shows what a test sets.</summary>
internal sealed class StillClock : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
