using Bluebear.Dashboard.Features.History.Decisions;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A transfer with everything the books say about it.</summary>
/// <param name="Line">The transfer.</param>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="Lots">The lots that changed.</param>
/// <param name="Operation">The other transfers of its operation that the caller may see.</param>
/// <param name="Charge">The usage that it pays for, refunds or pays later, or null.</param>
/// <param name="Decision">How its payer was found; null if it has no path.</param>
/// <param name="CanReverse">Whether this caller could reverse it now.</param>
/// <param name="StillThere">
/// If it cannot be reversed because credits were spent or moved: how many of them are still there.
/// </param>
/// <param name="Group">A summary of its commit if that has several transfers that the caller may see; otherwise null.</param>
public sealed record TransferDetail(
    TransferLine Line,
    IReadOnlyList<EntryLine> Entries,
    IReadOnlyList<LotLine> Lots,
    IReadOnlyList<TransferLine> Operation,
    ChargeFacts? Charge,
    RecordedDecision? Decision,
    Reversibility CanReverse,
    Credits? StillThere,
    TransferGroup? Group)
{
    /// <summary>
    /// The account that this transfer itself draws on, whoever paid the rest of the usage; null if it draws on none.
    /// </summary>
    public LedgerParty? Payer => Line.Cause is TransferCause.OveragePaid or TransferCause.OverageMoved ? Line.From : Charge?.Payer;
}

/// <summary>One entry.</summary>
/// <param name="Account">The account, or null on the tenant's own side.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Purchase">The reference of the purchase that the credits came from, or null.</param>
/// <param name="Amount">The amount added to the bucket.</param>
/// <param name="BalanceAfter">The bucket after it; null on the tenant's own side, and if the caller may not see the
/// account.</param>
public sealed record EntryLine(LedgerParty? Account, Bucket Bucket, string? Purchase, Credits Amount, Credits? BalanceAfter);

/// <summary>What the transfer did to the credits of one purchase.</summary>
/// <param name="Reference">The purchase's reference.</param>
/// <param name="PurchaseTransfer">The purchase's transfer, or null if the caller may not see it.</param>
/// <param name="Amount">How many of its credits moved.</param>
/// <param name="LastDay">The last day on which they can be spent, in the tenant's time zone; null if they do not expire.</param>
public sealed record LotLine(string Reference, TransferId? PurchaseTransfer, Credits Amount, DateOnly? LastDay);

/// <summary>A usage record.</summary>
public sealed record ChargeFacts
{
    public required ChargeId Id { get; init; }

    /// <summary>Its first settlement; null if its price was 0.</summary>
    public TransferId? Settlement { get; init; }

    /// <summary>When the usage happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The tenant's day on which it happened.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the usage cost.</summary>
    public required Credits Amount { get; init; }

    /// <summary>True if the usage came without a price and the hold's estimate was charged.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The account that pays.</summary>
    public LedgerParty? Payer { get; init; }

    public LedgerParty? Workspace { get; init; }

    public LedgerParty? Team { get; init; }

    /// <summary>Another account that the request named, of any kind.</summary>
    public LedgerParty? Account { get; init; }

    public string? User { get; init; }

    public string? Model { get; init; }

    public string? ConsumerGroup { get; init; }

    public TokenCounts Tokens { get; init; }

    /// <summary>What was used beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>The unpaid part; null if the caller may not see the account that owes it.</summary>
    public Credits? OpenOverage { get; init; }
}

/// <summary>Whether a transfer can be reversed. A closed set.</summary>
public enum Reversibility
{
    /// <summary>The caller may try it. The ledger decides.</summary>
    Possible,

    /// <summary>Its type is corrected in another way.</summary>
    WrongType,

    /// <summary>It is already reversed.</summary>
    AlreadyReversed,

    /// <summary>The caller's role does not allow it.</summary>
    NotAllowed,

    /// <summary>Some of the credits were spent or moved since. It is reversed as a whole or not at all.</summary>
    SpentMeanwhile,
}
