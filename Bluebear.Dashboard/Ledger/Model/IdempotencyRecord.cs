namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The key of an operation that posted no transfer, with its answer. A repeat gets the same answer.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Mark">The hashes of key and request.</param>
/// <param name="Account">The account that the operation opened or changed, or null.</param>
/// <param name="Hold">The hold that it made or ended, or null.</param>
/// <param name="Charge">The usage record that it made, or null.</param>
public sealed record IdempotencyRecord(TenantId Tenant, OperationMark Mark, AccountId? Account, HoldId? Hold, ChargeId? Charge)
{
    /// <summary>The number of the seal that covers it; 0 before it is written.</summary>
    public long Seal { get; init; }
}
