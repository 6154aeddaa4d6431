using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>The words for what needs attention.</summary>
internal static class AttentionWords
{
    /// <summary>The reason.</summary>
    public static string Of(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage => "In overage",
        AttentionKind.Exhausted => "Exhausted",
        AttentionKind.LowBalance => LowBalances.TextOf(LowBalance.Low),
        AttentionKind.GettingLow => LowBalances.TextOf(LowBalance.GettingLow),
        AttentionKind.RunningOut => "Runs out soon",
        AttentionKind.PurchaseEnding => "Purchase expires",
        AttentionKind.CriticalAlert => "Critical",
        AttentionKind.WarningAlert => "Warning",
    };

    /// <summary>Its severity.</summary>
    public static Tone ToneOf(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage or AttentionKind.Exhausted or AttentionKind.CriticalAlert => Tone.Danger,
        AttentionKind.WarningAlert => Tone.Warning,
        AttentionKind.LowBalance => LowBalances.ToneOf(LowBalance.Low),
        AttentionKind.RunningOut => Tone.Warning,
        AttentionKind.GettingLow => LowBalances.ToneOf(LowBalance.GettingLow),
        AttentionKind.PurchaseEnding => Tone.Info,
    };

    /// <summary>A detail after the reason: the base of a low balance, or the day it lasts until. Null if there is none.</summary>
    public static string? Detail(AttentionRow row) => row switch
    {
        { Message: { } message } => message,
        { Kind: AttentionKind.PurchaseEnding, Day: { } last } => $"can be spent {DayText.Through(last)}",
        { Kind: AttentionKind.RunningOut, Day: { } day } => $"on {DayText.Of(day)}",
        { Base: { IsPositive: true } whole } => $"of {CreditFormat.Fixed(whole)} cr",
        _ => null,
    };

    /// <summary>The meaning of the detail, if its words do not say it; else null.</summary>
    public static string? Meaning(AttentionRow row) => row switch
    {
        { Kind: AttentionKind.RunningOut } => "At the pace of the last weeks",
        { Base.IsPositive: true } => "The balance after the last purchase, allocation or expiry",
        _ => null,
    };

    /// <summary>The meaning of the amount, to be read after it.</summary>
    public static string After(AttentionKind kind) => kind switch
    {
        AttentionKind.Overage => " owed",
        AttentionKind.PurchaseEnding => " unspent",
        AttentionKind.Exhausted or AttentionKind.LowBalance or AttentionKind.RunningOut or AttentionKind.GettingLow
            or AttentionKind.CriticalAlert or AttentionKind.WarningAlert => " left",
    };
}
