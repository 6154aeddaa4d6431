using System.Collections.Concurrent;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>
/// Wakes due work early, because something was queued or the ledger committed. Singleton; safe for many threads.
/// </summary>
public sealed class DueWorkBell : IPostingObserver
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _onCommit = new(StringComparer.Ordinal);

    /// <summary>Makes a kind of work search again at once. Returns immediately and costs very little.</summary>
    public void Ring(string work)
    {
        if (_listeners.TryGetValue(work, out var listener))
        {
            listener.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void OnCommitted(LedgerCommit commit)
    {
        foreach (var work in _onCommit)
        {
            Ring(work.Key);
        }
    }

    /// <summary>Completes at the next ring. Call it before searching, so that no ring is missed.</summary>
    internal Task Listen(string work)
    {
        var listener = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listeners[work] = listener;
        return listener.Task;
    }

    /// <summary>Makes every commit ring for this kind of work.</summary>
    internal void RingOnCommit(string work) => _onCommit.TryAdd(work, true);
}
