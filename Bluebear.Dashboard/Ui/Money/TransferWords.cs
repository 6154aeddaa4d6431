using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>The words for transfers. From one account's point of view an allocation goes in or out.</summary>
public static class TransferWords
{
    /// <summary>The word for a transfer, from an account's point of view or (null) from none.</summary>
    public static string Of(TransferType type, AccountId? from = null, AccountId? to = null, AccountId? seenFrom = null) => type switch
    {
        TransferType.Allocation when seenFrom is not null && to == seenFrom => "Allocation in",
        TransferType.Allocation when seenFrom is not null && from == seenFrom => "Allocation out",
        _ => type.ToString(),
    };

    /// <summary>The word for a transfer with the product's own reason if there is one; otherwise as above.</summary>
    public static string Of(TransferType type, TransferCause? cause, AccountId? from = null, AccountId? to = null, AccountId? seenFrom = null) =>
        cause switch
        {
            TransferCause.OveragePaid => "Overage paid",
            TransferCause.OverageMoved => "Overage taken over",
            TransferCause.BudgetCarry => "Kept by budget",
            _ => Of(type, from, to, seenFrom),
        };

    /// <summary>What a commit with several transfers did, by the first of them.</summary>
    public static string OfGroup(TransferType type, TransferCause? cause, int transfers) => cause switch
    {
        TransferCause.ModeSwitch => "Mode switch",
        TransferCause.Deletion => "Deletion",
        TransferCause.FirstAllocation => "New account",
        _ when transfers == 1 => Of(type),
        _ => type switch
        {
            TransferType.Allocation => "Bulk transfer",
            TransferType.Reversal => "Bulk undo",
            _ => Of(type),
        },
    };

    /// <summary>The tone of the dot beside the word.</summary>
    public static Tone ToneOf(TransferType type) => type switch
    {
        TransferType.Purchase => Tone.Good,
        TransferType.Allocation => Tone.Info,
        TransferType.Expiry => Tone.Danger,
        TransferType.Reversal or TransferType.Refund => Tone.Warning,
        TransferType.Reservation or TransferType.Settlement or TransferType.Release => Tone.Neutral,
    };

    /// <summary>The word for the outside, from which credits come.</summary>
    public static string Outside(TransferType type) => type switch
    {
        TransferType.Purchase => "Bought",
        TransferType.Settlement or TransferType.Refund => "Usage",
        TransferType.Expiry => "Expired",
        _ => "Outside",
    };
}
