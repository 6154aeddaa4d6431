using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The type of a transfer, as people see it. A closed set; the values are stored and sealed.</summary>
public enum TransferType
{
    /// <summary>New credits arrive in the pool.</summary>
    Purchase = 1,

    /// <summary>Credits move from one account to another.</summary>
    Allocation = 2,

    /// <summary>Credits are set aside for a request.</summary>
    Reservation = 3,

    /// <summary>Usage is paid for.</summary>
    Settlement = 4,

    /// <summary>Reserved credits become available again.</summary>
    Release = 5,

    /// <summary>Usage is refunded.</summary>
    Refund = 6,

    /// <summary>Credits end unspent.</summary>
    Expiry = 7,

    /// <summary>An earlier transfer is undone.</summary>
    Reversal = 8,
}

/// <summary>The bucket of an entry's amount. A closed set; the values are stored and sealed (ledger.md, Shapes).</summary>
public enum Bucket
{
    /// <summary>An account's credits that can be spent.</summary>
    Available = 1,

    /// <summary>An account's credits that holds have set aside.</summary>
    Reserved = 2,

    /// <summary>An account's usage that no credits have paid for; below zero.</summary>
    Overage = 3,

    /// <summary>The tenant's own side: credits bought, below zero.</summary>
    Purchased = 4,

    /// <summary>The tenant's own side: credits used.</summary>
    Spent = 5,

    /// <summary>The tenant's own side: credits that ended unspent.</summary>
    Expired = 6,
}

/// <summary>One line of a transfer. Written once, never changed.</summary>
/// <param name="Account">The account, or null on the tenant's own side.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Purchase">The purchase that the credits came from; null for overage and for usage that became overage.</param>
/// <param name="BudgetPeriod">The budget period, or none. With account and purchase it identifies the lot.</param>
/// <param name="Amount">Signed: the amount added to the bucket. Never zero.</param>
/// <param name="BalanceAfter">The account's bucket after this entry; null on the tenant's own side.</param>
/// <param name="Sequence">The entry's number on its account, without gaps from 1; 0 on the tenant's own side.</param>
public sealed record Entry(
    AccountId? Account,
    Bucket Bucket,
    PurchaseId? Purchase,
    BudgetPeriodId BudgetPeriod,
    Credits Amount,
    Credits? BalanceAfter,
    long Sequence)
{
    /// <summary>The account's available credits after the transfer, on its last entry in the transfer; otherwise null.</summary>
    public Credits? AvailableAfter { get; init; }

    /// <summary>The account's reserved credits after the transfer, on its last entry in the transfer; otherwise null.</summary>
    public Credits? ReservedAfter { get; init; }
}

/// <summary>One entry group of the ledger. Its entries sum to zero for each purchase. Written once, never changed.</summary>
public sealed record Transfer
{
    /// <summary>The transfer's id: without gaps within the tenant, in the order of writing.</summary>
    public required TransferId Id { get; init; }

    /// <summary>Its type.</summary>
    public required TransferType Type { get; init; }

    /// <summary>The amount that moved; above zero.</summary>
    public required Credits Amount { get; init; }

    /// <summary>The account that gave the credits, or null if they come from outside (a purchase, a refund).</summary>
    public AccountId? From { get; init; }

    /// <summary>The account that received them, or null if they leave the tenant's accounts.</summary>
    public AccountId? To { get; init; }

    /// <summary>When it happened. Usage, prices and charts use this time.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was written; never before the tenant's last transfer. Balances as of an instant use this time.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// The accounting instant if it is not <see cref="OccurredAt"/>: the start of the open period for usage of a closed one
    /// (ledger.md). Always null so far, because periods cannot be closed yet.
    /// </summary>
    public DateTimeOffset? AccountedAt { get; init; }

    /// <summary>Who did it.</summary>
    public required TextId Actor { get; init; }

    /// <summary>Why, in words, or null.</summary>
    public TextId? Reason { get; init; }

    /// <summary>An invoice, ticket or similar, or null.</summary>
    public TextId? Reference { get; init; }

    /// <summary>The first transfer of the same operation if it has several; otherwise null.</summary>
    public TransferId? Operation { get; init; }

    /// <summary>The operation key and request, on the operation's first transfer; otherwise null.</summary>
    public OperationMark? Mark { get; init; }

    /// <summary>The transfer that this one reverses, or null.</summary>
    public TransferId? Reverses { get; init; }

    /// <summary>The usage that it pays for, refunds or pays later, or null.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The hold that it makes or ends, or null.</summary>
    public HoldId? Hold { get; init; }

    /// <summary>
    /// How the payer was found, on the first transfer of a reservation and of a charge without a hold; otherwise null.
    /// </summary>
    public DecisionTrace? Decision { get; init; }

    /// <summary>The kind of the product's own reason, or null.</summary>
    public TransferCause? Cause { get; init; }

    /// <summary>What it does to the bases of its accounts, or null for usage.</summary>
    public BaseChanges? Bases { get; init; }

    /// <summary>The entries.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }
}
