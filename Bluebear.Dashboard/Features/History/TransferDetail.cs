using Bluebear.Dashboard.Features.History.Decisions;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A transfer with everything the books say about it.</summary>
/// <param name="Line">The transfer.</param>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="Lots">The lots they changed.</param>
/// <param name="Operation">The other transfers of its operation that the caller may see.</param>
/// <param name="Charge">The usage that it pays for, pays back or funds later, or null.</param>
/// <param name="Decision">Who was asked to pay for it, and what came of it; null where nobody was.</param>
/// <param name="CanReverse">Whether this caller could reverse it now.</param>
/// <param name="StillThere">
/// Where it cannot be reversed because credits have been spent or moved: how many of them are still where they came.
/// </param>
/// <param name="Group">Its commit in short, where that has several transfers that the caller may see; else null.</param>
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
    /// <summary>The account that this very transfer draws on, whoever paid for the rest of the usage; null where it is none's.</summary>
    public LedgerParty? Payer => Line.Cause is TransferCause.OveragePaid or TransferCause.OverageMoved ? Line.From : Charge?.Payer;
}

/// <summary>One entry.</summary>
/// <param name="Account">The account, or null on the tenant's own side.</param>
/// <param name="Bucket">Where the amount lies.</param>
/// <param name="Purchase">The reference of the purchase whose credits these are, or null.</param>
/// <param name="Amount">What was added to the bucket.</param>
/// <param name="BalanceAfter">The bucket after it; null on the tenant's own side, and where the caller may not see the account.</param>
public sealed record EntryLine(LedgerParty? Account, Bucket Bucket, string? Purchase, Credits Amount, Credits? BalanceAfter);

/// <summary>What the transfer did to the credits of one purchase.</summary>
/// <param name="Reference">The purchase's reference.</param>
/// <param name="PurchaseTransfer">The transfer that brought it, or null where the caller may not see that.</param>
/// <param name="Amount">How many of its credits moved.</param>
/// <param name="LastDay">The last day on which they can be spent, in the tenant's time zone, or null for ever.</param>
public sealed record LotLine(string Reference, TransferId? PurchaseTransfer, Credits Amount, DateOnly? LastDay);

/// <summary>A usage record.</summary>
public sealed record ChargeFacts
{
    public required ChargeId Id { get; init; }

    /// <summary>The transfer that settled it first; null where the list priced it at nothing.</summary>
    public TransferId? Settlement { get; init; }

    /// <summary>When the usage happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The tenant's day on which it happened.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the usage cost.</summary>
    public required Credits Amount { get; init; }

    /// <summary>True where the usage came without a price and its hold's estimate was charged.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The account that pays.</summary>
    public LedgerParty? Payer { get; init; }

    public LedgerParty? Workspace { get; init; }

    public LedgerParty? Team { get; init; }

    /// <summary>The account of any other kind that the request named.</summary>
    public LedgerParty? Account { get; init; }

    public string? User { get; init; }

    public string? Model { get; init; }

    public string? ConsumerGroup { get; init; }

    public TokenCounts Tokens { get; init; }

    /// <summary>What nothing has paid for yet; null where the caller may not see who owes it.</summary>
    public Credits? OpenOverage { get; init; }
}

/// <summary>Whether a transfer can be reversed. A closed set.</summary>
public enum Reversibility
{
    /// <summary>It can be tried; the ledger decides.</summary>
    Possible,

    /// <summary>Its type is corrected in another way.</summary>
    WrongType,

    /// <summary>It was reversed before.</summary>
    AlreadyReversed,

    /// <summary>The caller's role does not allow it.</summary>
    NotAllowed,

    /// <summary>Some of the credits have been spent or moved meanwhile: it is reversed as a whole or not at all.</summary>
    SpentMeanwhile,
}
