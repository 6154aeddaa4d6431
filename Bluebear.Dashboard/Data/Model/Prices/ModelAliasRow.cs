using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Prices;

/// <summary>
/// An alias as it was set or removed, see <see cref="Ledger.Prices.ModelAlias"/>. Never changed: the last row of a name counts.
/// </summary>
public sealed class ModelAliasRow : ITenantRow
{
    /// <summary>Set by the database.</summary>
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Alias { get; set; }

    /// <summary>The model in the price list; null where the alias was removed.</summary>
    public string? Model { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who set or removed it.</summary>
    public required string Actor { get; set; }
}
