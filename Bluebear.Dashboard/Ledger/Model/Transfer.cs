using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>What a transfer is, as people see it. A closed set; the values are stored and sealed.</summary>
public enum TransferType
{
    /// <summary>Credits come into being in the pool.</summary>
    Purchase = 1,

    /// <summary>Credits go out of one account and into another.</summary>
    Allocation = 2,

    /// <summary>Credits are set aside for a request.</summary>
    Reservation = 3,

    /// <summary>Usage is paid for.</summary>
    Settlement = 4,

    /// <summary>Credits set aside become available again.</summary>
    Release = 5,

    /// <summary>Usage is paid back.</summary>
    Refund = 6,

    /// <summary>Credits end unspent.</summary>
    Expiry = 7,

    /// <summary>An earlier transfer is undone.</summary>
    Reversal = 8,
}

/// <summary>Where an entry's amount lies. A closed set; the values are stored and sealed (ledger.md, Shapes).</summary>
public enum Bucket
{
    /// <summary>An account's credits that can be spent.</summary>
    Available = 1,

    /// <summary>An account's credits that holds have set aside.</summary>
    Reserved = 2,

    /// <summary>An account's usage that nothing has paid for, below zero.</summary>
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
/// <param name="Bucket">Where the amount lies.</param>
/// <param name="Purchase">The purchase whose credits these are; null for overage and what it paid for.</param>
/// <param name="BudgetPeriod">The budget period, or none: with the account and the purchase it tells the lot that the entry changes.</param>
/// <param name="Amount">Signed: what is added to the bucket. Never zero.</param>
/// <param name="BalanceAfter">That account's bucket after this entry; null on the tenant's own side.</param>
/// <param name="Sequence">The entry's number on its account, gapless from 1; 0 on the tenant's own side.</param>
public sealed record Entry(
    AccountId? Account,
    Bucket Bucket,
    PurchaseId? Purchase,
    BudgetPeriodId BudgetPeriod,
    Credits Amount,
    Credits? BalanceAfter,
    long Sequence)
{
    /// <summary>What was available on the account after the transfer, on the account's last entry in it; else null.</summary>
    public Credits? AvailableAfter { get; init; }

    /// <summary>What was reserved on the account after the transfer, on the account's last entry in it; else null.</summary>
    public Credits? ReservedAfter { get; init; }
}

/// <summary>One entry group of the ledger. Its entries sum to zero for each purchase by itself. Written once, never changed.</summary>
public sealed record Transfer
{
    /// <summary>The transfer's id: gapless within the tenant, in the order of writing.</summary>
    public required TransferId Id { get; init; }

    /// <summary>What it is.</summary>
    public required TransferType Type { get; init; }

    /// <summary>How much moved; above zero.</summary>
    public required Credits Amount { get; init; }

    /// <summary>The account that the credits left, or null where they come from outside (a purchase, a refund).</summary>
    public AccountId? From { get; init; }

    /// <summary>The account that they reached, or null where they leave the tenant's accounts.</summary>
    public AccountId? To { get; init; }

    /// <summary>When it happened. Usage, prices and charts follow it.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was written; never before the tenant's last. Balances as of an instant follow it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// The accounting instant where it is not <see cref="OccurredAt"/>: the start of the open period for usage of a closed one
    /// (ledger.md). Always null so far: no period can be closed yet.
    /// </summary>
    public DateTimeOffset? AccountedAt { get; init; }

    /// <summary>Who did it.</summary>
    public required TextId Actor { get; init; }

    /// <summary>Why, in words, or null.</summary>
    public TextId? Reason { get; init; }

    /// <summary>Invoice, ticket or the like, or null.</summary>
    public TextId? Reference { get; init; }

    /// <summary>The first transfer of the operation that this one belongs to, where that has several; else null.</summary>
    public TransferId? Operation { get; init; }

    /// <summary>The operation key and request, on the operation's first transfer; else null.</summary>
    public OperationMark? Mark { get; init; }

    /// <summary>The transfer that this one reverses, or null.</summary>
    public TransferId? Reverses { get; init; }

    /// <summary>The usage that it pays for, pays back or funds later, or null.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The hold that it makes or ends, or null.</summary>
    public HoldId? Hold { get; init; }

    /// <summary>How it was decided who pays, on a reservation's first transfer and on that of a charge without a hold; else null.</summary>
    public DecisionTrace? Decision { get; init; }

    /// <summary>Why the product wrote it with a reason of its own, or null.</summary>
    public TransferCause? Cause { get; init; }

    /// <summary>What it does to the bases of its accounts, or null where it is usage.</summary>
    public BaseChanges? Bases { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }
}
