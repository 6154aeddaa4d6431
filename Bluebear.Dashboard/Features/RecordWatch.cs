using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features;

/// <summary>
/// Tells a page when what is no balance has changed: rules of who pays, consumer groups and what gateways name, that moves are stopped
/// or released. Who changed it makes no difference: another page, the API, or a command beside the serving process.
/// </summary>
public sealed class RecordWatch(ICurrentCaller callers, RecordPoll poll)
{
    /// <summary>Calls <paramref name="onChange"/> within a second of a change, at most twice a second and never twice at a time.</summary>
    /// <remarks>Begin before reading what the page shows: nothing is missed in between then.</remarks>
    /// <returns>Ends it, as <paramref name="cancellation"/> does.</returns>
    /// <exception cref="AccessRefusedException">Nobody is signed in, or they may read nothing.</exception>
    public async Task<IDisposable> StartAsync(Func<Task> onChange, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        return await poll.SubscribeAsync(caller.Tenant, onChange, cancellation);
    }
}
