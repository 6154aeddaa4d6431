using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// A usage record: usage that happened, recorded once, with its facts. Later refunds and payments are transfers, not changes of
/// it.
/// </summary>
public sealed record Charge
{
    /// <summary>The charge's id.</summary>
    public required ChargeId Id { get; init; }

    /// <summary>Its (first) settlement. Null if its price is 0 and nothing was posted.</summary>
    public TransferId? Transfer { get; init; }

    /// <summary>The account that pays, and that owes what it cannot pay.</summary>
    public required AccountId Payer { get; init; }

    /// <summary>What the usage cost; 0 or more.</summary>
    public required Credits Amount { get; init; }

    /// <summary>When the usage happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The facts that its request named.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>The number of tokens.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What was used beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>The operation key if no transfer carries it (an amount of 0); otherwise null.</summary>
    public OperationMark? Mark { get; init; }

    /// <summary>The hold that this usage belongs to, or null.</summary>
    public HoldId? Hold { get; init; }

    /// <summary>True if the usage came without a price and the hold's estimate was charged.</summary>
    public bool IsEstimate { get; init; }
}

/// <summary>Usage of one charge that an account has not paid for yet.</summary>
/// <param name="Charge">The charge. A smaller id is older and is paid first.</param>
/// <param name="Account">The account that owes.</param>
/// <param name="Amount">The open amount; 0 once paid.</param>
public sealed record OpenOverage(ChargeId Charge, AccountId Account, Credits Amount);
