namespace Bluebear.Dashboard.Features.Demo;

/// <summary>A clock that the demo moves through the past, so that postings get the recording times of that past.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves forward, never back.</summary>
    public void MoveTo(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, Math.Max(instant.UtcTicks, GetUtcNow().UtcTicks));
}
