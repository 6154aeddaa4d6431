using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>A usage record: usage that happened, recorded once, with its facts. What changes later is paid back or paid later.</summary>
public sealed record Charge
{
    /// <summary>The charge's id.</summary>
    public required ChargeId Id { get; init; }

    /// <summary>Its (first) settlement; null where the list prices it at 0 and nothing was posted.</summary>
    public TransferId? Transfer { get; init; }

    /// <summary>The account that pays, and carries what it cannot pay.</summary>
    public required AccountId Payer { get; init; }

    /// <summary>What the usage cost; 0 or more.</summary>
    public required Credits Amount { get; init; }

    /// <summary>When the usage happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What its request said of itself.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>How much it was.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>The operation key, where no transfer carries it (an amount of 0); else null.</summary>
    public OperationMark? Mark { get; init; }

    /// <summary>The hold that this usage belongs to, or null.</summary>
    public HoldId? Hold { get; init; }

    /// <summary>True where the usage came without a price and its hold's estimate was charged.</summary>
    public bool IsEstimate { get; init; }
}

/// <summary>Usage of one charge that an account has not paid for yet.</summary>
/// <param name="Charge">The charge; a smaller id is older and paid first.</param>
/// <param name="Account">The account that owes.</param>
/// <param name="Amount">What is open; 0 once paid.</param>
public sealed record OpenOverage(ChargeId Charge, AccountId Account, Credits Amount);
