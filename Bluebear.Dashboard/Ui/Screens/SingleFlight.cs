namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>Reads for a screen, one read at a time, so that an older answer is never shown last.</summary>
/// <param name="read">Reads once; its token ends with the screen, and when another answer is wanted.</param>
/// <param name="shown">Called after each read that was not given up.</param>
/// <param name="gone">Ends with the screen: a read that runs ends quietly, and none begins.</param>
/// <remarks>For one circuit, whose work never runs side by side. A failure reaches everyone who waits; the next read may begin.</remarks>
internal sealed class SingleFlight(Func<CancellationToken, Task> read, Action shown, CancellationToken gone)
{
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource? _current;
    private bool _again;

    /// <summary>True while a read runs: what it will show may be older than what was just told.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Reads. While a read runs, one more follows it, however often this is called. Done when the last of them is.</summary>
    public Task RunAsync()
    {
        if (gone.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        if (IsRunning)
        {
            _again = true;
            return _running;
        }

        IsRunning = true;
        return _running = RepeatAsync();
    }

    /// <summary>Reads; a read that runs is given up, because something else is asked for now.</summary>
    public Task RestartAsync()
    {
        _current?.Cancel();
        return RunAsync();
    }

    private async Task RepeatAsync()
    {
        try
        {
            do
            {
                _again = false;
                await ReadAsync();
            }
            while (_again && !gone.IsCancellationRequested);
        }
        finally
        {
            IsRunning = false;
        }
    }

    private async Task ReadAsync()
    {
        using var current = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _current = current;
        try
        {
            await read(current.Token);
            if (!current.IsCancellationRequested)
            {
                shown();
            }
        }
        catch (OperationCanceledException) when (current.IsCancellationRequested)
        {
            // Another answer is wanted, or none.
        }
        finally
        {
            _current = null;
        }
    }
}
