using System.Collections.Concurrent;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>Wakes due work before its time: something was queued, or the ledger committed. Singleton, for any thread.</summary>
public sealed class DueWorkBell : IPostingObserver
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _onCommit = new(StringComparer.Ordinal);

    /// <summary>Lets a kind of work look again at once; returns immediately and costs next to nothing.</summary>
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

    /// <summary>Ends with the next ring. To miss none, ask for it before looking.</summary>
    internal Task Listen(string work)
    {
        var listener = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listeners[work] = listener;
        return listener.Task;
    }

    /// <summary>From now on each commit rings for it, too.</summary>
    internal void RingOnCommit(string work) => _onCommit.TryAdd(work, true);
}
