namespace Bluebear.Dashboard.Live;

/// <summary>Reads for a screen that follows the books, one at a time, and none that a change overtook.</summary>
/// <param name="read">Reads once and shows it.</param>
/// <remarks>For one circuit, whose work never runs side by side. Where a read fails, who asked for it hears so, and the next may begin.</remarks>
public sealed class OneRead(Func<Task> read)
{
    private Task? _running;
    private bool _again;

    /// <summary>True while one runs: what it will show may be older than what has just been told.</summary>
    public bool IsRunning => _running is { IsCompleted: false };

    /// <summary>Reads. While one runs, one more follows it, which begins after this call; done when the last of them is.</summary>
    public Task RunAsync()
    {
        if (IsRunning)
        {
            _again = true;
            return _running!;
        }

        return _running = RepeatAsync();
    }

    private async Task RepeatAsync()
    {
        do
        {
            _again = false;
            await read();
        }
        while (_again);
    }
}
