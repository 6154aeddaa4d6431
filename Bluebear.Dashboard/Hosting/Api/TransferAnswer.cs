namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A transfer as the HTTP API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Amount">The amount that moved.</param>
/// <param name="From">The id of the wallet that gave the credits; null if they come from outside.</param>
/// <param name="To">The id of the wallet that received them; null if they leave the tenant's wallets.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Reference">An invoice, ticket or similar.</param>
/// <param name="Reverses">The id of the transfer that it undoes.</param>
/// <param name="Entries">Its lines, which sum to zero for each purchase.</param>
/// <param name="OperationId">The id of the first transfer of the same commit: all transfers of one commit have the same.</param>
/// <param name="Cause">The kind of the product's own reason; null if the reason is a person's or a program's.</param>
/// <param name="ChargeId">The id of the charge that it pays for, refunds or pays later.</param>
public sealed record TransferAnswer(
    string Id, TransferType Type, Credits Amount, string? From, string? To, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    string Actor, string? Reason, string? Reference, string? Reverses, IReadOnlyList<EntryAnswer> Entries,
    string OperationId, TransferCause? Cause, string? ChargeId);

/// <summary>One line of a transfer.</summary>
/// <param name="WalletId">The wallet; null on the tenant's own side.</param>
/// <param name="PurchaseId">The purchase that the credits came from; null for overage.</param>
/// <param name="BudgetId">The budget that allocated them.</param>
/// <param name="Bucket">The bucket of the amount.</param>
/// <param name="Amount">Signed: the amount added to the bucket.</param>
/// <param name="BalanceAfter">The wallet's bucket after the entry; null on the tenant's own side.</param>
public sealed record EntryAnswer(
    string? WalletId, string? PurchaseId, string? BudgetId, Bucket Bucket, Credits Amount, Credits? BalanceAfter);
