using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Rules;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Accounts whose requests are refused for want of credits.</summary>
internal static class BlockedCauses
{
    /// <summary>Warns of accounts with refusals in the last hour. One that was funded since has none.</summary>
    public static void Look(StandingLook look, KnownAlerts known, BlockedRequests blocked)
    {
        look.Judges(AlertKind.RequestsBlocked);
        foreach (var (account, note) in blocked.Of(look.Head.Tenant))
        {
            look.Warn(AlertKind.RequestsBlocked, AlertSeverity.Critical, account, AlertCauses.Blocked(account),
                $"Requests are refused for want of credits, the last one for {AlertWords.Amount(note.Amount)} cr",
                AlertFacts.With(("refused", note.Count.ToString(CultureInfo.InvariantCulture)), ("asked", note.Amount.ToString())));
            look.LookAgain(note.Last + BlockedRequests.Lifetime);
        }

        // After a start nothing is known of refusals before it: what was raised stays for the time that a note would.
        foreach (var row in known.Changes.Unresolved.Where(static row => row.Kind == AlertKind.RequestsBlocked))
        {
            var until = (row.OpenedAt > blocked.Since ? row.OpenedAt : blocked.Since) + BlockedRequests.Lifetime;
            if (until > look.Now && row.OpenedAt < blocked.Since)
            {
                look.Hold(row.Cause);
                look.LookAgain(until);
            }
        }
    }
}
