using System.Globalization;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>
/// Tells screen readers that figures on the page changed: once for all changes, at most every five seconds.
/// </summary>
public sealed class LiveAnnouncements(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _changed = [];
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Raised on any thread when there is a new announcement.</summary>
    public event Action? Changed;

    /// <summary>The last announcement.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Notes that a balance changed. The same balance counts once until it is announced.</summary>
    public void BalanceChanged(string accountId)
    {
        lock (_lock)
        {
            _changed.Add(accountId);
            if (_timer is null && !_disposed)
            {
                _timer = time.CreateTimer(_ => Say(), null, Pace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Say()
    {
        lock (_lock)
        {
            Text = _changed.Count == 1 ? "1 balance changed" : string.Create(CultureInfo.InvariantCulture, $"{_changed.Count} balances changed");
            _changed.Clear();
            _timer?.Dispose();
            _timer = null;
        }

        Changed?.Invoke();
    }
}
