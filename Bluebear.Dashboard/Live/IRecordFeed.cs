namespace Bluebear.Dashboard.Live;

/// <summary>Tells of changes that are no balances, whoever made them: a page, a program, or a command beside the serving process.</summary>
public interface IRecordFeed
{
    /// <summary>
    /// Calls <paramref name="onChange"/> within a second of each change from now on, at most twice a second. Subscribe before reading:
    /// nothing is missed in between then.
    /// </summary>
    /// <param name="tenant">Whose record. The caller has checked that the subscriber may know of it.</param>
    /// <param name="withKeys">Whether to tell of the use and the end of API keys, too, which are not on the record.</param>
    /// <param name="onChange">Called on a thread of the pool, not again before its task ended; what it throws is logged.</param>
    /// <param name="cancellation">Gives up, and ends what has begun.</param>
    /// <returns>Ends it.</returns>
    Task<IDisposable> SubscribeAsync(TenantId tenant, bool withKeys, Func<Task> onChange, CancellationToken cancellation = default);
}
