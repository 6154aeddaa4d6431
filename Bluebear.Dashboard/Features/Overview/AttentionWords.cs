using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>What needs attention, in words.</summary>
internal static class AttentionWords
{
    /// <summary>Why.</summary>
    public static string Of(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage => "In overage",
        AttentionKind.Exhausted => "Exhausted",
        AttentionKind.LowBalance => LowBalances.TextOf(LowBalance.Low),
        AttentionKind.GettingLow => LowBalances.TextOf(LowBalance.GettingLow),
        AttentionKind.RunningOut => $"Runs out within {RunOut.SoonDays} days",
        AttentionKind.PurchaseEnding => "Purchase ends",
    };

    /// <summary>How bad it is.</summary>
    public static Tone ToneOf(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage or AttentionKind.Exhausted => Tone.Danger,
        AttentionKind.LowBalance => LowBalances.ToneOf(LowBalance.Low),
        AttentionKind.RunningOut => Tone.Warning,
        AttentionKind.GettingLow => LowBalances.ToneOf(LowBalance.GettingLow),
        AttentionKind.PurchaseEnding => Tone.Info,
    };

    /// <summary>What makes it so, beside the kind: of what how little is left, until when it lasts. Null where nothing more is known.</summary>
    public static string? Detail(AttentionRow row) => row switch
    {
        { Kind: AttentionKind.PurchaseEnding, Day: { } last } => DayText.Through(last),
        { Kind: AttentionKind.RunningOut, Day: { } day } => $"on {DayText.Of(day)}",
        { Base: { IsPositive: true } whole } => $"of {CreditFormat.Fixed(whole)} cr",
        _ => null,
    };

    /// <summary>What the amount is, to be read after it.</summary>
    public static string After(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage => " owed",
        AttentionKind.PurchaseEnding => " unspent",
        AttentionKind.Exhausted or AttentionKind.LowBalance or AttentionKind.RunningOut or AttentionKind.GettingLow => " left",
    };
}
