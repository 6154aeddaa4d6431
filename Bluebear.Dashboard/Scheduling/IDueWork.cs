namespace Bluebear.Dashboard.Scheduling;

/// <summary>One kind of work that falls due by itself: it says what is due and does one item. Singleton; the runner calls it.</summary>
/// <remarks>
/// Everything around it is the runner's: when to look, bounds, isolation, backoff, the lease, figures and log lines. An item may be
/// given again after a crash or a lost lease, so an effect is made to happen once by the ledger's key, by what is stored, or by a
/// check of the lease's epoch in the same write.
/// </remarks>
public interface IDueWork
{
    /// <summary>Its name in lower case with underscores: of its lease and of its figures, so it never changes.</summary>
    string Name { get; }

    /// <summary>The longest time between two looks; <see cref="DueWorkBell"/> and items that fall due earlier shorten it.</summary>
    TimeSpan Interval { get; }

    /// <summary>How much of it is done at a time.</summary>
    DueBounds Bounds => DueBounds.Default;

    /// <summary>
    /// True where what is due stands in this process's memory: no other instance could do it, so it needs no lease. When the application
    /// ends, all of it is done, due or not.
    /// </summary>
    bool IsOfThisProcess => false;

    /// <summary>True where a commit of the ledger can make something due: each commit rings its bell.</summary>
    bool WakesOnCommit => false;

    /// <summary>
    /// What is due, oldest first, at most <see cref="DueSearch.Most"/> items. It may add items that fall due later: they only say when
    /// to look again.
    /// </summary>
    /// <remarks>It must not fail because of one tenant's rows: read no more than is needed to name the items.</remarks>
    Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation);

    /// <summary>Does one item, in bounded time. Never called for the same item twice at once.</summary>
    /// <param name="item">What to do.</param>
    /// <param name="term">The lease under which it is done; null for work of this process.</param>
    /// <param name="cancellation">The application ends, or the lease is lost.</param>
    /// <returns>False where nothing was left to do: the item is not tried again before the next look.</returns>
    /// <exception cref="LeaseLostException">Another instance has taken over; nothing was done.</exception>
    Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation);
}
