namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Tells the components of a circuit that time has passed, so that "2 min ago" is updated on an idle page.</summary>
/// <remarks>One timer for all of them, which runs while there are listeners.</remarks>
public sealed class TimePassing(TimeProvider time) : IDisposable
{
    /// <summary>The interval. Distances are written in minutes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private Action? _listeners;
    private ITimer? _timer;

    /// <summary>Raised on any thread.</summary>
    public event Action? Passed
    {
        add
        {
            lock (_lock)
            {
                _listeners += value;
                _timer ??= time.CreateTimer(_ => Tell(), null, Pace, Pace);
            }
        }

        remove
        {
            lock (_lock)
            {
                _listeners -= value;
                if (_listeners is null)
                {
                    Stop();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _listeners = null;
            Stop();
        }
    }

    private void Tell()
    {
        Action? listeners;
        lock (_lock)
        {
            listeners = _listeners;
        }

        listeners?.Invoke();
    }

    private void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
