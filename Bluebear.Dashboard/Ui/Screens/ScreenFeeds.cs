using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;

namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>Subscribes the screens of one circuit to changes. Scoped.</summary>
public sealed class ScreenFeeds(ICurrentCaller callers, LedgerFeed books, AlertFeed alerts, DenialFeed denials, IRecordFeed record, TimeProvider clock)
{
    /// <summary>The clock of the circuit.</summary>
    internal TimeProvider Clock => clock;

    /// <summary>The turns that all screens of the circuit share.</summary>
    internal RefreshPace Pace { get; } = new(clock);

    /// <summary>
    /// Subscribes until <paramref name="gone"/> ends, even if it ends during the call: no subscription outlives its screen.
    /// </summary>
    /// <param name="topics">What to follow.</param>
    /// <param name="onNews">Called with changes of the books that the caller may see; on any thread, never twice at the same
    /// time.</param>
    /// <param name="onChange">Called after other changes, in the same way.</param>
    /// <param name="gone">Ends with the screen.</param>
    /// <exception cref="AccessRefusedException">No one is signed in, or the caller may read nothing.</exception>
    internal async Task SubscribeAsync(Topics topics, Func<LedgerNews, Task> onNews, Func<Task> onChange, CancellationToken gone)
    {
        if (topics == Topics.None)
        {
            return;
        }

        var caller = await callers.RequireAsync(Permission.ReadBooks, gone);
        if (topics.HasFlag(Topics.Books))
        {
            var subscription = books.Subscribe(caller.Tenant, caller.CanSee, onNews);
            gone.Register(subscription.Dispose);
        }

        if (topics.HasFlag(Topics.Alerts))
        {
            var subscription = alerts.Subscribe(caller.Tenant, _ => onChange());
            gone.Register(subscription.Dispose);
        }

        if (topics.HasFlag(Topics.Denials))
        {
            var subscription = denials.Subscribe(caller.Tenant, _ => onChange());
            gone.Register(subscription.Dispose);
        }

        if ((topics & (Topics.Record | Topics.Keys)) != Topics.None)
        {
            await record.SubscribeAsync(caller.Tenant, topics.HasFlag(Topics.Keys), onChange, gone);
        }
    }
}
