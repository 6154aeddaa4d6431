using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Where an account stands, in words.</summary>
/// <param name="Text">The words.</param>
/// <param name="Tone">How serious it is.</param>
public sealed record AccountStanding(string Text, Tone Tone);

/// <summary>Decides and describes where an account stands. The first that applies counts.</summary>
internal static class AccountStandings
{
    /// <summary>Where it stands.</summary>
    public static AccountStanding Of(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var account = view.Account;
        return !account.IsActive ? new("Deleted", Tone.Neutral)
            : account.Overage.IsPositive ? new($"In overage: {account.Overage.ToDisplay()} cr{(view.IsBlocked ? ", blocked now" : "")}", Tone.Danger)
            : view.Head.Mode == CreditMode.SharedPool && !account.IsPrimary
                ? new(view.DrawsOn is { } pool ? $"Draws on {pool}" : "Draws on the pool", Tone.Neutral)
            : !account.IsPrimary && !account.HasAllocation(view.Head) && account.Available.IsZero
                ? new(view.DrawsOn is { } payer ? $"No allocation: draws on {payer}" : "No allocation", Tone.Neutral)
            : account.IsPrimary && account.Available.IsZero && account.ReferenceBalance.IsZero ? new("Empty", Tone.Neutral)
            : account.Available.IsZero ? new("Exhausted", Tone.Danger)
            : Balance(view);
    }

    private static AccountStanding Balance(AccountView view)
    {
        var low = LowBalances.Of(view.Account.Posted, view.Account.ReferenceBalance, view.Warns);
        return view.Warns.IsOn(AlertKind.RunningOut) && view.RunsOut.IsSoon(view.Pace.Today) ? new("Runs out soon", Tone.Danger)
            : new(LowBalances.TextOf(low), LowBalances.ToneOf(low));
    }
}
