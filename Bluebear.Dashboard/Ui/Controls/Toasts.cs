namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>How strongly a message interrupts.</summary>
public enum ToastKind
{
    /// <summary>Something succeeded. Announced politely.</summary>
    Success,

    /// <summary>Something failed or needs attention. Announced at once.</summary>
    Alert,
}

/// <summary>A message with an optional action.</summary>
public sealed class Toast(ToastKind kind, string text, string? actionText, Func<Task>? action)
{
    public ToastKind Kind { get; } = kind;
    public string Text { get; } = text;
    public string? ActionText { get; } = actionText;
    public Func<Task>? Action { get; } = action;
    internal TimeSpan Left { get; set; }
    internal long RunningSince { get; set; }
    internal ITimer? Timer { get; set; }
}

/// <summary>
/// The messages of one circuit. A message disappears by itself, later if it offers an action, and never while someone points at
/// it or has the focus in it.
/// </summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    private const int MostAtOnce = 4;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtLeastAfterPause = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly List<Toast> _shown = [];

    /// <summary>Raised on any thread when a message appears or disappears.</summary>
    public event Action? Changed;

    /// <summary>The shown messages, oldest first.</summary>
    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (_lock)
            {
                return [.. _shown];
            }
        }
    }

    /// <summary>Reports a success. The message stays as long as given, by default 30 s with an action and 6 s without.</summary>
    public Toast Success(string text, string? actionText = null, Func<Task>? action = null, TimeSpan? stays = null) =>
        Show(new Toast(ToastKind.Success, text, actionText, action), stays ?? (action is null ? Short : Long));

    /// <summary>Reports a failure or something that needs attention. Stays 30 s.</summary>
    public Toast Alert(string text, string? actionText = null, Func<Task>? action = null) =>
        Show(new Toast(ToastKind.Alert, text, actionText, action), Long);

    /// <summary>Removes a message.</summary>
    public void Dismiss(Toast toast)
    {
        ArgumentNullException.ThrowIfNull(toast);
        lock (_lock)
        {
            toast.Timer?.Dispose();
            toast.Timer = null;
            if (!_shown.Remove(toast))
            {
                return;
            }
        }

        Changed?.Invoke();
    }

    /// <summary>Stops the time of a message while someone uses it.</summary>
    public void Pause(Toast toast)
    {
        ArgumentNullException.ThrowIfNull(toast);
        lock (_lock)
        {
            if (toast.Timer is not null)
            {
                toast.Timer.Dispose();
                toast.Timer = null;
                toast.Left -= time.GetElapsedTime(toast.RunningSince);
            }
        }
    }

    /// <summary>Lets the time of a message continue.</summary>
    public void Resume(Toast toast)
    {
        ArgumentNullException.ThrowIfNull(toast);
        lock (_lock)
        {
            if (toast.Timer is null && _shown.Contains(toast))
            {
                Run(toast, toast.Left < AtLeastAfterPause ? AtLeastAfterPause : toast.Left);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _shown.ForEach(toast => toast.Timer?.Dispose());
            _shown.Clear();
        }
    }

    private Toast Show(Toast toast, TimeSpan stays)
    {
        lock (_lock)
        {
            _shown.Add(toast);
            Run(toast, stays);
            if (_shown.Count > MostAtOnce)
            {
                _shown[0].Timer?.Dispose();
                _shown.RemoveAt(0);
            }
        }

        Changed?.Invoke();
        return toast;
    }

    private void Run(Toast toast, TimeSpan left)
    {
        toast.Left = left;
        toast.RunningSince = time.GetTimestamp();
        toast.Timer = time.CreateTimer(_ => Dismiss(toast), null, left, Timeout.InfiniteTimeSpan);
    }
}
