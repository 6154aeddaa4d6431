using System.Collections.Concurrent;
using Bluebear.Dashboard.Live;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A subscriber that remembers what it heard and can be made slow.</summary>
internal sealed class Listener
{
    private readonly ConcurrentQueue<LedgerNews> _heard = new();
    private TaskCompletionSource? _hold;
    private int _started;

    /// <summary>Calls that ended.</summary>
    public int Count => _heard.Count;

    /// <summary>Calls that began.</summary>
    public int Started => Volatile.Read(ref _started);

    public LedgerNews this[int index] => _heard.ElementAt(index);

    /// <summary>Calls wait until <see cref="LetGo"/>.</summary>
    public void Hold() => _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _hold?.TrySetResult();

    public async Task HearAsync(LedgerNews news)
    {
        Interlocked.Increment(ref _started);
        if (_hold is { } hold)
        {
            await hold.Task;
        }

        _heard.Enqueue(news);
    }
}
