using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features;

/// <summary>How little is left on an account: as alerts are shipped (contract.md), and the same on every page.</summary>
public enum LowBalance
{
    /// <summary>More than a quarter of the balance after the last funding.</summary>
    Not,

    /// <summary>A quarter or less: worth knowing.</summary>
    GettingLow,

    /// <summary>A tenth or less: a warning.</summary>
    Low,
}

/// <summary>Decides and says how little is left.</summary>
internal static class LowBalances
{
    private const int KnowAtPercent = 25;
    private const int WarnAtPercent = 10;

    /// <summary>How little is left.</summary>
    /// <param name="posted">Available and reserved together: what is reserved is not spent yet.</param>
    /// <param name="reference">The balance after the last purchase, allocation, expiry or sweep.</param>
    public static LowBalance Of(Credits posted, Credits reference) =>
        IsAtMost(posted, reference, WarnAtPercent) ? LowBalance.Low
        : IsAtMost(posted, reference, KnowAtPercent) ? LowBalance.GettingLow
        : LowBalance.Not;

    /// <summary>In two words.</summary>
    public static string TextOf(LowBalance low) => low switch
    {
        LowBalance.Not => "Active",
        LowBalance.GettingLow => "Getting low",
        LowBalance.Low => "Low balance",
    };

    /// <summary>How bad it is.</summary>
    public static Tone ToneOf(LowBalance low) => low switch
    {
        LowBalance.Not => Tone.Good,
        LowBalance.GettingLow => Tone.Info,
        LowBalance.Low => Tone.Warning,
    };

    private static bool IsAtMost(Credits posted, Credits reference, int percent) =>
        posted.ToDecimal() * 100 <= reference.ToDecimal() * percent;
}
