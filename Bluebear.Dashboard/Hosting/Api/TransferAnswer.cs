namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A transfer as the HTTP API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it is.</param>
/// <param name="Amount">How much moved.</param>
/// <param name="From">The id of the wallet that the credits left; null where they come from outside.</param>
/// <param name="To">The id of the wallet that they reached; null where they leave the tenant's wallets.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Reference">Invoice, ticket or the like.</param>
/// <param name="Reverses">The id of the transfer that it undoes.</param>
/// <param name="Entries">Its lines; for each purchase they sum to zero.</param>
/// <param name="OperationId">The id of the first transfer of the same commit, its own where it is that: those of one commit share it.</param>
/// <param name="Cause">Why the product wrote it with a reason of its own; null where the reason is a person's or a program's.</param>
/// <param name="ChargeId">The id of the charge that it pays for, pays back or pays later.</param>
public sealed record TransferAnswer(
    string Id, TransferType Type, Credits Amount, string? From, string? To, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    string Actor, string? Reason, string? Reference, string? Reverses, IReadOnlyList<EntryAnswer> Entries,
    string OperationId, TransferCause? Cause, string? ChargeId);

/// <summary>One line of a transfer.</summary>
/// <param name="WalletId">The wallet; null on the tenant's own side.</param>
/// <param name="PurchaseId">The purchase whose credits these are; null for overage.</param>
/// <param name="BudgetId">The budget that put them there.</param>
/// <param name="Bucket">Where the amount lies.</param>
/// <param name="Amount">Signed: what is added to the bucket.</param>
/// <param name="BalanceAfter">That wallet's bucket after it; null on the tenant's own side.</param>
public sealed record EntryAnswer(
    string? WalletId, string? PurchaseId, string? BudgetId, Bucket Bucket, Credits Amount, Credits? BalanceAfter);
