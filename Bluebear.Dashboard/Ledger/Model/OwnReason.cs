using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The reason that the product writes itself on a transfer (product.md, Moving credits).</summary>
/// <param name="Cause">What it is.</param>
/// <param name="Text">In words. A person's note to the operation follows it where a person acts.</param>
/// <param name="IsProductActing">True where the product acts, as a consequence of the operation; else who asked for that acts.</param>
internal sealed record OwnReason(TransferCause Cause, string Text, bool IsProductActing = false)
{
    // The longest text of the product's own with a name in it, and what stands between it and the note.
    private const int LongestOwn = 130;

    /// <summary>The longest note that fits behind a reason of the product's own, in characters.</summary>
    public const int MaxNoteLength = InternedText.MaxLength - LongestOwn;

    /// <summary>A switch of the credit mode.</summary>
    public static OwnReason Switch(CreditMode mode) => new(TransferCause.ModeSwitch, mode switch
    {
        CreditMode.SharedPool => "Switch to Shared Pool",
        CreditMode.WorkspaceBudget => "Switch to Workspace Budget",
    });

    /// <summary>An account is deleted.</summary>
    public static OwnReason Deletion(Account account) => new(TransferCause.Deletion, $"Deletion of {account.Name}");

    /// <summary>An account is opened with credits.</summary>
    public static OwnReason FirstAllocation { get; } = new(TransferCause.FirstAllocation, "First allocation");

    /// <summary>Credits of a purchase ended.</summary>
    public static OwnReason Expiry(Purchase purchase) => new(TransferCause.Expiry, $"Credits of {purchase.Reference} expired", true);

    /// <summary>A hold reached its limit.</summary>
    public static OwnReason TimeLimit { get; } = new(TransferCause.TimeLimit, "Time limit of the hold reached", true);

    /// <summary>Overage of a day is paid.</summary>
    public static OwnReason OveragePaid(Draft draft, ChargeId charge) =>
        new(TransferCause.OveragePaid, $"Overage of {DayOf(draft, charge)} paid", true);

    /// <summary>Overage of a day passes from an account to the pool.</summary>
    public static OwnReason OverageMoved(Draft draft, ChargeId charge, AccountId from) =>
        new(TransferCause.OverageMoved, $"Overage of {DayOf(draft, charge)} taken over from {draft.Account(from).Name}", true);

    /// <summary>Refuses a note that would not fit behind it.</summary>
    public static Refusal? CheckNote(Draft draft) =>
        draft.Reason?.Length > MaxNoteLength ? new(RefusalReason.InvalidText, Field: "reason") : null;

    /// <summary>The text as it is written.</summary>
    public string With(string? note) => IsProductActing || string.IsNullOrEmpty(note) ? Text : $"{Text}: {note}";

    // A day of the tenant's calendar; the year where it is not this one.
    private static string DayOf(Draft draft, ChargeId charge)
    {
        var zone = draft.Book.Source.ZoneOf(draft.Tenant);
        var day = TenantDays.Of(draft.Book.FindCharge(charge)!.OccurredAt, zone);
        return day.ToString(day.Year == TenantDays.Of(draft.Now, zone).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }
}
