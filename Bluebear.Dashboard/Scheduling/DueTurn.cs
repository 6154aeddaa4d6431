using System.Collections.Concurrent;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>
/// Does the items of one turn, several at the same time, and notes how each ended. A failed item stops no other.
/// </summary>
internal sealed class DueTurn(IDueWork work, TimeProvider clock)
{
    private const int MostUnavailable = 3;
    private readonly ConcurrentQueue<DueEnd> _ends = new();
    private int _unavailable;

    /// <summary>How the begun items ended, without interrupted ones.</summary>
    public IReadOnlyCollection<DueEnd> Ends => _ends;

    /// <summary>True if another instance took the lease.</summary>
    public bool HasLostLease { get; private set; }

    /// <summary>Set if several items in a row found the database unavailable. Continuing would only wait.</summary>
    public LedgerUnavailableException? Unavailable { get; private set; }

    /// <summary>Does the items. Returns early, without an exception, when it is cancelled or cannot continue.</summary>
    public async Task RunAsync(IReadOnlyCollection<DueItem> items, LeaseTerm? term, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = work.Bounds.AtOnce, CancellationToken = ending.Token };
        try
        {
            await Parallel.ForEachAsync(items, options, async (item, token) => await DoAsync(item, term, ending, token));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Items that were not begun are found again.
        }
    }

    private async Task DoAsync(DueItem item, LeaseTerm? term, CancellationTokenSource ending, CancellationToken token)
    {
        using var limit = new CancellationTokenSource(work.Bounds.PerItem, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
        try
        {
            var hasDone = await work.DoAsync(item, term, either.Token);
            Interlocked.Exchange(ref _unavailable, 0);
            _ends.Enqueue(new(item, hasDone, null));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Neither done nor failed.
        }
        catch (LeaseLostException)
        {
            HasLostLease = true;
            await ending.CancelAsync();
        }
        catch (Exception exception)
        {
            _ends.Enqueue(new(item, false, exception));
            await StopIfUnavailableAsync(exception, ending);
        }
    }

    private async Task StopIfUnavailableAsync(Exception exception, CancellationTokenSource ending)
    {
        if (exception is LedgerUnavailableException unavailable && Interlocked.Increment(ref _unavailable) >= MostUnavailable)
        {
            Unavailable = unavailable;
            await ending.CancelAsync();
        }
    }
}

/// <summary>How an item ended.</summary>
/// <param name="Item">The item.</param>
/// <param name="HasDone">True if something was done.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record DueEnd(DueItem Item, bool HasDone, Exception? Failure);
