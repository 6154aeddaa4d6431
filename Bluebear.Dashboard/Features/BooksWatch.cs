using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;

namespace Bluebear.Dashboard.Features;

/// <summary>Tells a page when figures that its caller may see have changed.</summary>
public sealed class BooksWatch(ICurrentCaller callers, LedgerFeed feed)
{
    /// <summary>Calls <paramref name="onChange"/> after changes, at most four times a second and never twice at a time.</summary>
    /// <returns>Ends it.</returns>
    /// <exception cref="AccessRefusedException">Nobody is signed in, or they may read nothing.</exception>
    public async Task<IDisposable> StartAsync(Func<Task> onChange, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        return feed.Subscribe(caller.Tenant, caller.CanSee, _ => onChange());
    }
}
