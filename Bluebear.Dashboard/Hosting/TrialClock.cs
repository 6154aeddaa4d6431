namespace Bluebear.Dashboard.Hosting;

/// <summary>A clock for trials: starts at a given instant and runs at the normal pace.</summary>
/// <param name="start">The time that it shows when it is created.</param>
/// <param name="pace">The clock that sets its pace; the system's unless a test gives another.</param>
public sealed class TrialClock(DateTimeOffset start, TimeProvider? pace = null) : TimeProvider
{
    private readonly TimeProvider _pace = pace ?? System;
    private readonly long _madeAt = (pace ?? System).GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + _pace.GetElapsedTime(_madeAt);

    /// <inheritdoc/>
    public override long GetTimestamp() => _pace.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => _pace.TimestampFrequency;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _pace.CreateTimer(callback, state, dueTime, period);
}
