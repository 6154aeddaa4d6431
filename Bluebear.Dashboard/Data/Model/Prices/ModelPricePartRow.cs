using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Prices;

/// <summary>A further part of a model's price, see <see cref="PartPrice"/>. Written with its price, never changed.</summary>
public sealed class ModelPricePartRow : ITenantRow
{
    /// <summary>The price it belongs to, a <see cref="ModelPriceRow"/>.</summary>
    public long PriceId { get; set; }

    public int TenantId { get; set; }

    public PricePart Part { get; set; }

    public ServiceTier Tier { get; set; }

    /// <summary>It counts for requests with more input tokens than this; 0 for all.</summary>
    public long AboveInputTokens { get; set; }

    /// <summary>Credits for a million tokens or pieces.</summary>
    public decimal PerMillion { get; set; }
}
