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
                "The price list knows no limit for this model: say how many output tokens the request may use at most.",
            RefusalReason.InvalidAmount => "The amount must be above zero.",
            RefusalReason.AmountOutOfRange => LedgerBounds.TooMuch,
            RefusalReason.TotalOutOfRange => "This is more than the company's books can hold: all purchases together, and all usage, come "
                + $"to at most {LedgerBounds.MaxTotal.ToDisplay(0)} cr and {LedgerBounds.MaxTotalTokens:#,##0} tokens.",
            RefusalReason.InvalidText => OfText(refusal.Field),
            RefusalReason.InvalidTime => "This time is not possible here: an expiry lies in the future, usage does not.",
            RefusalReason.SameAccount => "Source and destination are the same. Choose another source.",
            RefusalReason.AccountNotFound => "There is no such account any more.",
            RefusalReason.TransferNotFound => "There is no such transfer.",
            RefusalReason.TenantNotFound => "There is no such company.",
            RefusalReason.AccountDeleted => $"{name} was deleted.",
            RefusalReason.InsufficientCredits => OfShortage(name, refusal.Available),
            RefusalReason.CreditsExhausted => OfShortage(name, refusal.Available),
            RefusalReason.PersonalUseForbidden => "Personal use is not allowed here: name a workspace, a team or a consumer group.",
            RefusalReason.SharedPoolMode => "Credits do not move by hand in Shared Pool mode: all usage draws on the Primary Workspace.",
            RefusalReason.PrimaryWorkspaceProtected => "The Primary Workspace cannot be deleted, and nothing stands above it.",
            RefusalReason.AlreadyExists => $"This {(refusal.Field == "ref" ? "reference" : "name")} is in use already. Choose another one.",
            RefusalReason.ParentCircle => "An account cannot stand above itself.",
            RefusalReason.HoldNotFound => "There is no such reservation.",
            RefusalReason.ChargeNotFound => "There is no such charge.",
            RefusalReason.HoldFinished => OfFinished(refusal.Ended),
            RefusalReason.NoPrice => "There is no price for it: name an amount, or a model that the price list has. Send it again once there is one.",
            RefusalReason.HoldStands => "The reservation stands: settle it instead.",
            RefusalReason.RefundExceedsCharge => $"No more than {(refusal.Available ?? Credits.Zero).ToDisplay()} cr of the charge can still be refunded.",
            RefusalReason.AlreadyReversed => "This was undone before.",
            RefusalReason.NotReversible => OfReversal(account, refusal.Available),
            RefusalReason.MovesStopped => "Nothing moves and nothing is reserved at the moment: a check found a difference in the books. A finance "
                + "admin looks at it on the Reconciliation page and releases the moves. Charges are recorded meanwhile.",
            RefusalReason.OperationKeyReused => "This was sent before with other contents. Close the dialog and start again.",
            RefusalReason.Unavailable => "The ledger cannot be written at the moment; nothing changed. Try again in a few seconds.",
        };
    }

    private static string OfFinished(HoldStatus? ended) => ended switch
    {
        HoldStatus.Settled => "The reservation was settled before.",
        HoldStatus.Released => "The reservation was released before. Usage that it was for is sent as a charge that names it, once.",
        HoldStatus.Expired => "The reservation reached its time limit before. Usage that it was for is sent as a charge that names it, once.",
        _ => "The reservation's usage was charged before.",
    };

    private static string OfText(string? field) => field switch
    {
        "name" => $"A name has 1 to {AccountName.MaxLength} characters. Control characters, such as marks that turn the direction of a text, "
            + "are not allowed, and something of it has to be visible.",
        "ref" => AccountRefs.InWords,
        "reason" => $"A reason has at most {InternedText.MaxLength} characters, none of them a control character or a mark that turns the direction.",
        "reference" => $"The reference has 1 to {Purchase.MaxReferenceLength} characters, none of them a control character: the invoice or contract.",
        "price" => "The price is an amount of money with at most four decimals, in a currency of three capital letters.",
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
        _ => "It cannot be undone: it is of another kind, or its credits were spent or moved since.",
    };
}
