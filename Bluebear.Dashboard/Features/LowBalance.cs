using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features;

/// <summary>How little is left on an account, by the default alert thresholds (contract.md), the same on every page.</summary>
public enum LowBalance
{
    /// <summary>More than a quarter of the base.</summary>
    Not,

    /// <summary>A quarter or less: a notice.</summary>
    GettingLow,

    /// <summary>A tenth or less: a warning.</summary>
    Low,
}

/// <summary>Decides and describes how little is left.</summary>
internal static class LowBalances
{
    private const int KnowAtPercent = 25;
    private const int WarnAtPercent = 10;

    /// <summary>How little is left.</summary>
    /// <param name="posted">Available and reserved together, because reserved credits are not spent yet.</param>
    /// <param name="reference">The base, see <see cref="Account.ReferenceBalance"/>.</param>
    public static LowBalance Of(Credits posted, Credits reference) =>
        IsAtMost(posted, reference, WarnAtPercent) ? LowBalance.Low
        : IsAtMost(posted, reference, KnowAtPercent) ? LowBalance.GettingLow
        : LowBalance.Not;

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

    private static bool IsAtMost(Credits posted, Credits reference, int percent) =>
        posted.ToDecimal() * 100 <= reference.ToDecimal() * percent;
}
