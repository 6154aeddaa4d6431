using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// The reason of a refusal, in a sentence for the person who asked: what is wrong, what to do, and the figure if it helps.
/// </summary>
public static class RefusalMessages
{
    /// <summary>The sentence for a refusal. The compiler demands one for each reason.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="account">The name of the account concerned, or null if there is none or its name is not known.</param>
    public static string Of(Refusal refusal, string? account = null)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var name = account ?? "The account";
        return refusal.Reason switch
        {
            RefusalReason.InvalidAmount when refusal.Field == "max_output_tokens" =>
                "The price list has no output limit for this model. Name the most output tokens that the request may use.",
            RefusalReason.InvalidAmount => UsageMisfit.MessageOf(refusal.Field) ?? "The amount must be above zero.",
            RefusalReason.AmountOutOfRange => LedgerBounds.TooMuch,
            RefusalReason.TotalOutOfRange => "This is more than the company's books can hold: all purchases together, and all usage, may come "
                + $"to at most {LedgerBounds.MaxTotal.ToDisplay(0)} cr and {LedgerBounds.MaxTotalTokens:#,##0} tokens.",
            RefusalReason.InvalidText => OfText(refusal.Field),
            RefusalReason.InvalidTime => "This time is not possible: an expiry must be in the future, usage must not.",
            RefusalReason.SameAccount => "Source and destination are the same. Choose another source.",
            RefusalReason.AccountNotFound => "This account no longer exists.",
            RefusalReason.TransferNotFound => "There is no such transfer.",
            RefusalReason.TenantNotFound => "There is no such company.",
            RefusalReason.AccountDeleted => $"{name} was deleted.",
            RefusalReason.InsufficientCredits => OfShortage(name, refusal.Available),
            RefusalReason.CreditsExhausted => OfShortage(name, refusal.Available),
            RefusalReason.PersonalUseForbidden => "Personal use is not allowed here: name a workspace, a team or a consumer group.",
            RefusalReason.SecondPersonNeeded => $"More than {(refusal.Available ?? Credits.Zero).ToDisplay()} cr needs a second person.",
            RefusalReason.SharedPoolMode => "Credits cannot be moved in Shared Pool mode: all usage draws on the Primary Workspace.",
            RefusalReason.PrimaryWorkspaceProtected => "The Primary Workspace cannot be deleted and cannot have a parent.",
            RefusalReason.AlreadyExists => $"This {(refusal.Field == "ref" ? "reference" : "name")} is in use already. Choose another one.",
            RefusalReason.ParentCircle => "An account cannot be above itself. Choose another parent.",
            RefusalReason.HoldNotFound => "There is no such reservation.",
            RefusalReason.ChargeNotFound => "There is no such charge.",
            RefusalReason.BudgetNotFound => "There is no such budget.",
            RefusalReason.InvalidBudget => OfBudget(refusal.Field?.Replace("budget.", "", StringComparison.Ordinal)),
            RefusalReason.HoldFinished => OfFinished(refusal.Ended),
            RefusalReason.NoPrice => "There is no price for this usage. Name an amount or a model of the price list, or try again once there is a price.",
            RefusalReason.HoldStands => "The reservation is still open: settle it instead.",
            RefusalReason.RefundExceedsCharge => $"No more than {(refusal.Available ?? Credits.Zero).ToDisplay()} cr of the charge can still be refunded.",
            RefusalReason.AlreadyReversed => "This is already undone.",
            RefusalReason.NotReversible => OfReversal(account, refusal.Available),
            RefusalReason.MovesStopped => "Credits cannot be moved or reserved at the moment: a check found a difference in the books. A finance "
                + "admin must review it on the Reconciliation page and release the moves. Charges are still recorded.",
            RefusalReason.OperationKeyReused => "This was sent before with other contents. Close the dialog and start again.",
            RefusalReason.Unavailable => "The ledger cannot be written at the moment; nothing changed. Try again in a few seconds.",
        };
    }

    private static string OfBudget(string? field) => field switch
    {
        "day" => "The day of the month must be from 1 to 31.",
        "amount" => "Name either an amount or a balance to top up to, not both.",
        "unused" => "The most credits that are carried over must be zero or more.",
        "starts_at" => "The start must be before the year 9000.",
        "ends_at" => "The end must come after the start, leave room for a period and lie in the future. A one-time budget needs an end, which stays once its window has begun.",
        _ => "This budget is over. Plan a new one.",
    };

    private static string OfFinished(HoldStatus? ended) => ended switch
    {
        HoldStatus.Settled => "The reservation is already settled.",
        HoldStatus.Released => "The reservation is already released. Send its usage once, as a charge that names it.",
        HoldStatus.Expired => "The reservation has passed its time limit. Send its usage once, as a charge that names it.",
        _ => "The reservation's usage is already charged.",
    };

    private static string OfText(string? field) => field switch
    {
        "name" => AccountName.InWords,
        "ref" => AccountRefs.InWords,
        "reason" => $"A reason must have at most {InternedText.MaxLength} characters, without control characters and direction marks.",
        "reference" => $"The reference (invoice or contract) must have 1 to {Purchase.MaxReferenceLength} characters, without control characters.",
        "price" => "The price must be an amount of money with at most four decimals, in a currency of three capital letters.",
        _ => "One of the texts is empty, too long, or has characters that cannot be printed.",
    };

    private static string OfShortage(string account, Credits? available) => available switch
    {
        null => $"{account} has too few credits available.",
        { IsZero: true } => $"{account} has no credits available.",
        { } has => $"{account} has {has.ToDisplay()} cr available.",
    };

    private static string OfReversal(string? account, Credits? available) => (account, available) switch
    {
        ({ } name, { } has) => $"It cannot be undone: its credits were spent or moved since. {name} has {has.ToDisplay()} cr available.",
        _ => "It cannot be undone: its type cannot be undone, or its credits were spent or moved since.",
    };
}
