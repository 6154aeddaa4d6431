using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>One thing the ledger can do. Each movement decides its own entries; no other code assembles entries.</summary>
public abstract record Movement
{
    /// <summary>A stable name, part of the request's fingerprint.</summary>
    internal abstract string Code { get; }

    /// <summary>Writes the fields that distinguish this request from others.</summary>
    internal abstract void Describe(FingerprintWriter writer);

    /// <summary>
    /// Decides on the draft. A refusal may come after changes; the caller undoes them. Reads and changes only the draft.
    /// </summary>
    internal abstract Refusal? Decide(Draft draft);

    /// <summary>A refusal if an amount of the request is above <see cref="LedgerBounds.MaxAmount"/>; otherwise null.</summary>
    internal virtual Refusal? FindTooLarge() => null;

    /// <summary>Whether its key is kept if it posts nothing. False for sweeps: they come often, each with a new key.</summary>
    internal virtual bool SpendsKey => true;

    /// <summary>Whether it finds out who pays. A repeated request then gets the same path as answer.</summary>
    internal virtual bool GoesAlongAPath => false;

    /// <summary>
    /// Whether it stops while the books have a difference that has not been reviewed. True for movements that people decide on
    /// and that can wait, and for reservations. What has already happened outside, such as usage, is always recorded.
    /// </summary>
    internal virtual bool StopsOnMismatch => false;

    /// <summary>The consumer group that it names, or null.</summary>
    internal virtual string? NamedGroup => null;

    /// <summary>The account that it opened or changed, given its first transfer, or null.</summary>
    internal virtual AccountId? ResultAccount(Transfer first) => null;

    /// <summary>The usage record that it made, given its first transfer, or null.</summary>
    internal virtual ChargeId? ResultCharge(Transfer first) => null;

    /// <summary>The hold that it made or ended, given its first transfer, or null.</summary>
    internal virtual HoldId? ResultHold(Transfer first) => null;

    /// <summary>The budget that it planned, given its first transfer, or null.</summary>
    internal virtual BudgetId? ResultBudget(Book book, Transfer first) => null;

    /// <summary>A refusal if the amount is above <see cref="LedgerBounds.MaxAmount"/>; otherwise null.</summary>
    private protected static Refusal? TooLarge(Credits? amount, string field = "amount") =>
        amount > LedgerBounds.MaxAmount ? new(RefusalReason.AmountOutOfRange, Field: field) : null;
}
