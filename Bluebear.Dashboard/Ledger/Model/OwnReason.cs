using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>A reason that the product itself writes on a transfer (product.md, Moving credits).</summary>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Text">The reason in words. If a person acts, the note of the operation follows it.</param>
/// <param name="IsProductActing">True if the product acts, as a consequence of the operation. False if the caller of the
/// operation acts.</param>
internal sealed record OwnReason(TransferCause Cause, string Text, bool IsProductActing = false)
{
    // The longest such text that contains a name, with the separator before the note.
    private const int LongestOwn = 130;

    /// <summary>The longest note that fits behind such a reason, in characters.</summary>
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

    /// <summary>A budget does something with credits.</summary>
    /// <param name="cause">What.</param>
    /// <param name="kind">The kind of the budget.</param>
    /// <param name="isDue">True if it was due; false if an operation asked for it.</param>
    public static OwnReason OfBudget(TransferCause cause, BudgetKind kind, bool isDue)
    {
        var name = kind switch
        {
            BudgetKind.OneTime => "one-time budget",
            BudgetKind.Monthly => "monthly budget",
            BudgetKind.Weekly => "weekly budget",
            BudgetKind.Quarterly => "quarterly budget",
        };
        var text = cause switch
        {
            TransferCause.BudgetFunding => $"Funding of the {name}",
            TransferCause.BudgetReturn => $"Unspent credits of the {name} returned",
            TransferCause.BudgetCarry => $"Unspent credits of the {name} kept",
            TransferCause.BudgetExpiry => $"Unspent credits of the {name} expired",
            _ => $"The {name} was lowered",
        };
        return new(cause, text, isDue);
    }

    /// <summary>Refuses a note that is too long to follow such a reason.</summary>
    public static Refusal? CheckNote(Draft draft) =>
        draft.Reason?.Length > MaxNoteLength ? new(RefusalReason.InvalidText, Field: "reason") : null;

    /// <summary>The text as it is written.</summary>
    public string With(string? note) => IsProductActing || string.IsNullOrEmpty(note) ? Text : $"{Text}: {note}";

    // A day of the tenant's calendar, with the year if it is not the current one.
    private static string DayOf(Draft draft, ChargeId charge)
    {
        var zone = draft.Book.Source.ZoneOf(draft.Tenant);
        var day = TenantDays.Of(draft.Book.FindCharge(charge)!.OccurredAt, zone);
        return day.ToString(day.Year == TenantDays.Of(draft.Now, zone).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }
}
