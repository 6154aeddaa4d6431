using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>One thing the ledger can do. Each movement decides its own entries; nobody else assembles any.</summary>
public abstract record Movement
{
    /// <summary>A stable name: part of what makes a request the same request.</summary>
    internal abstract string Code { get; }

    /// <summary>Writes the fields that make this request and no other.</summary>
    internal abstract void Describe(FingerprintWriter writer);

    /// <summary>
    /// Decides on the draft. A refusal may come after changes: the caller undoes them. Pure: reads and changes only the draft.
    /// </summary>
    internal abstract Refusal? Decide(Draft draft);

    /// <summary>That an amount which it names is above <see cref="LedgerBounds.MaxAmount"/>, or null.</summary>
    internal virtual Refusal? FindTooLarge() => null;

    /// <summary>Whether its key is kept where it posts nothing: not for sweeps, which come again and again with new ones.</summary>
    internal virtual bool SpendsKey => true;

    /// <summary>Whether it finds out who pays, and a repeat of it answers with that path again.</summary>
    internal virtual bool GoesAlongAPath => false;

    /// <summary>
    /// Whether it is done by decision and can wait: such movements, and reservations, stop while a difference in the books has not been
    /// looked at. What has happened outside, such as usage, is recorded all the same.
    /// </summary>
    internal virtual bool StopsOnMismatch => false;

    /// <summary>The gateway's group that it names, or null.</summary>
    internal virtual string? NamedGroup => null;

    /// <summary>The account that it opened or changed when <paramref name="first"/> was its first transfer, or null.</summary>
    internal virtual AccountId? ResultAccount(Transfer first) => null;

    /// <summary>The usage record that it made when <paramref name="first"/> was its first transfer, or null.</summary>
    internal virtual ChargeId? ResultCharge(Transfer first) => null;

    /// <summary>The hold that it made or ended when <paramref name="first"/> was its first transfer, or null.</summary>
    internal virtual HoldId? ResultHold(Transfer first) => null;

    /// <summary>The refusal of an amount that is above the bound, or null.</summary>
    private protected static Refusal? TooLarge(Credits? amount, string field = "amount") =>
        amount > LedgerBounds.MaxAmount ? new(RefusalReason.AmountOutOfRange, Field: field) : null;
}
