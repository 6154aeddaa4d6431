using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features;

/// <summary>How little is left on an account, by its alert thresholds (contract.md), the same on every page.</summary>
public enum LowBalance
{
    /// <summary>More than its thresholds, as shipped a quarter of the base.</summary>
    Not,

    /// <summary>At a threshold that is a notice, as shipped a quarter of the base or less.</summary>
    GettingLow,

    /// <summary>At a threshold that is a warning, as shipped a tenth of the base or less.</summary>
    Low,
}

/// <summary>Decides and describes how little is left.</summary>
internal static class LowBalances
{
    /// <summary>How little is left.</summary>
    /// <param name="posted">Available and reserved together, because reserved credits are not spent yet.</param>
    /// <param name="reference">The base, see <see cref="Account.ReferenceBalance"/>.</param>
    /// <param name="rule">The account's rule.</param>
    public static LowBalance Of(Credits posted, Credits reference, AlertRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var reached = rule.Active.Where(threshold => !threshold.IsNothing && posted.Wide * 100 <= threshold.LevelOn(reference)).ToList();
        return reached.Count == 0 ? LowBalance.Not
            : reached.Exists(static threshold => threshold.Severity > AlertSeverity.Info) ? LowBalance.Low : LowBalance.GettingLow;
    }

    /// <summary>
    /// True for an account whose balance means something: it received credits, and pays in this mode. One that never received credits cannot run low, and
    /// in Shared Pool mode only the pool can.
    /// </summary>
    public static bool IsMeant(Account account, TenantHead head) => account.IsPrimary ? account.ReferenceBalance.IsPositive
        : head.Mode == CreditMode.WorkspaceBudget && account.HasAllocation(head);

    /// <summary>The state in two words.</summary>
    public static string TextOf(LowBalance low) => low switch
    {
        LowBalance.Not => "Active",
        LowBalance.GettingLow => "Getting low",
        LowBalance.Low => "Low balance",
    };

    /// <summary>Its severity.</summary>
    public static Tone ToneOf(LowBalance low) => low switch
    {
        LowBalance.Not => Tone.Good,
        LowBalance.GettingLow => Tone.Info,
        LowBalance.Low => Tone.Warning,
    };
}
