namespace Bluebear.Dashboard.Live;

/// <summary>Reports changes outside the ledger, made by a page, a program, or a command beside the serving process.</summary>
public interface IRecordFeed
{
    /// <summary>
    /// Calls <paramref name="onChange"/> within a second of each change from now on, at most twice a second. Subscribe before
    /// reading, so that no change between the two is missed.
    /// </summary>
    /// <param name="tenant">The tenant. The caller has checked that the subscriber may know of its changes.</param>
    /// <param name="withKeys">Whether to report the use and the end of API keys too, which are not in the audit log.</param>
    /// <param name="onChange">Called on a thread of the pool, and again only after its task ended. Exceptions are logged.</param>
    /// <param name="cancellation">Stops, and ends what has begun.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    Task<IDisposable> SubscribeAsync(TenantId tenant, bool withKeys, Func<Task> onChange, CancellationToken cancellation = default);
}
