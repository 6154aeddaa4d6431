namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>Reads for a screen, one read at a time, so that an older answer is never shown last.</summary>
/// <param name="read">Reads once. Its token ends with the screen, and when another answer is wanted.</param>
/// <param name="shown">Called after each completed read.</param>
/// <param name="gone">Ends with the screen: a running read then ends quietly, and no other begins.</param>
/// <remarks>
/// For one circuit, whose work never runs in parallel. A failure reaches all callers that wait; the next read may begin.
/// </remarks>
internal sealed class SingleFlight(Func<CancellationToken, Task> read, Action shown, CancellationToken gone)
{
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource? _current;
    private bool _again;

    /// <summary>True while a read runs. Its result may be older than the latest news.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>
    /// Reads. While a read runs, one more follows it, however often this is called. Completes with the last of them.
    /// </summary>
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

    /// <summary>Reads and cancels a running read, because something else is wanted now.</summary>
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
