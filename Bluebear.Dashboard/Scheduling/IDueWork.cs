namespace Bluebear.Dashboard.Scheduling;

/// <summary>
/// One kind of work that becomes due with time: it finds due items and does one item. Singleton; the runner calls it.
/// </summary>
/// <remarks>
/// The runner does everything else: timing, bounds, isolation, backoff, the lease, figures and log lines. An item may come again
/// after a crash or a lost lease. So an effect must be made to happen once: by the ledger's key, by stored data, or by checking
/// the lease's epoch in the same write.
/// </remarks>
public interface IDueWork
{
    /// <summary>Its name in lower case with underscores. Also names its lease and its figures, so it never changes.</summary>
    string Name { get; }

    /// <summary>
    /// The longest time between two searches. <see cref="DueWorkBell"/> and items that are due earlier shorten it.
    /// </summary>
    TimeSpan Interval { get; }

    /// <summary>How much of it is done at a time.</summary>
    DueBounds Bounds => DueBounds.Default;

    /// <summary>
    /// True if the due items are in this process's memory. No other instance could do them, so the work needs no lease. When the
    /// application ends, all of it is done, due or not.
    /// </summary>
    bool IsOfThisProcess => false;

    /// <summary>True if a commit of the ledger can make something due. Each commit then rings its bell.</summary>
    bool WakesOnCommit => false;

    /// <summary>
    /// The due items, oldest first, at most <see cref="DueSearch.Most"/>. May add items that are due later: they only say when to
    /// search again.
    /// </summary>
    /// <remarks>Must not fail because of one tenant's rows: read only what is needed to name the items.</remarks>
    Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation);

    /// <summary>Does one item, in limited time. Never called for the same item twice at the same time.</summary>
    /// <param name="item">The item.</param>
    /// <param name="term">The lease under which it is done; null for work of this process.</param>
    /// <param name="cancellation">The application ends, or the lease is lost.</param>
    /// <returns>False if nothing was left to do. The item is then not tried again before the next search.</returns>
    /// <exception cref="LeaseLostException">Another instance has taken over. Nothing was done.</exception>
    Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation);
}
