namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>How much a message interrupts.</summary>
public enum ToastKind
{
    /// <summary>Something succeeded: said politely.</summary>
    Success,

    /// <summary>Something did not, or needs attention: said at once.</summary>
    Alert,
}

/// <summary>A message and, perhaps, one thing to do about it.</summary>
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
/// The messages of one circuit. A message goes by itself, later when it offers something to do, and never while someone points
/// at it or has focus in it.
/// </summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    private const int MostAtOnce = 4;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtLeastAfterPause = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly List<Toast> _shown = [];

    /// <summary>Raised, on any thread, when a message came or went.</summary>
    public event Action? Changed;

    /// <summary>What is shown, oldest first.</summary>
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

    /// <summary>Says that something succeeded. The message stays as long as it is told to; else 30 s with an action, 6 s without.</summary>
    public Toast Success(string text, string? actionText = null, Func<Task>? action = null, TimeSpan? stays = null) =>
        Show(new Toast(ToastKind.Success, text, actionText, action), stays ?? (action is null ? Short : Long));

    /// <summary>Says that something did not succeed, or that attention is needed. Stays 30 s.</summary>
    public Toast Alert(string text, string? actionText = null, Func<Task>? action = null) =>
        Show(new Toast(ToastKind.Alert, text, actionText, action), Long);

    /// <summary>Takes a message away.</summary>
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

    /// <summary>Stops the time of a message while someone is at it.</summary>
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

    /// <summary>Lets the time of a message run on.</summary>
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
