using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>The key of an operation that posted no transfer: opening or changing an account, a switch that moved nothing.</summary>
public sealed class OperationMarkRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The operation key's hash, 16 bytes.</summary>
    public required byte[] KeyHash { get; set; }

    /// <summary>The request's hash, 16 bytes.</summary>
    public required byte[] RequestHash { get; set; }

    /// <summary>The account that it opened or changed, or null.</summary>
    public long? AccountId { get; set; }

    /// <summary>The hold that it made or ended, or null.</summary>
    public long? HoldId { get; set; }

    /// <summary>The usage record that it made, or null.</summary>
    public long? ChargeId { get; set; }

    /// <summary>The number of the seal that covers it.</summary>
    public long Seal { get; set; }
}
