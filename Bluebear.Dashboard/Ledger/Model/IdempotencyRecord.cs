namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The key of an operation that posted no transfer, and what it answered: a repeat answers alike.</summary>
/// <param name="Tenant">Whose key.</param>
/// <param name="Mark">The hashes of key and request.</param>
/// <param name="Account">The account that it opened or changed, or null.</param>
/// <param name="Hold">The hold that it made or ended, or null.</param>
/// <param name="Charge">The usage record that it made, or null.</param>
public sealed record IdempotencyRecord(TenantId Tenant, OperationMark Mark, AccountId? Account, HoldId? Hold, ChargeId? Charge)
{
    /// <summary>The number of the seal that it is under; 0 before it is written.</summary>
    public long Seal { get; init; }
}
