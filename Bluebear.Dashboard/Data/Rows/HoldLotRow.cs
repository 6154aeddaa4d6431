namespace Bluebear.Dashboard.Data.Rows;

/// <summary>What a hold has set aside of one lot.</summary>
public sealed class HoldLotRow : ITenantRow
{
    public long HoldId { get; set; }

    public long LotId { get; set; }

    public int TenantId { get; set; }

    public long AccountId { get; set; }

    public long AmountMicroCredits { get; set; }
}
