using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Prices;

/// <summary>The price of a model from an instant on. Never changed: a later price is another row.</summary>
public sealed class ModelPriceRow : ITenantRow
{
    /// <summary>Set by the database.</summary>
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Model { get; set; }

    /// <summary>The start of the price; null for a price without a start.</summary>
    public DateTimeOffset? ValidFrom { get; set; }

    /// <summary>Credits per million input tokens, or null if they are not sold.</summary>
    public decimal? InputPerMillion { get; set; }

    /// <summary>Credits per million cached input tokens, or null if the list has no such price.</summary>
    public decimal? CachedInputPerMillion { get; set; }

    /// <summary>Credits per million output tokens, or null if they are not sold.</summary>
    public decimal? OutputPerMillion { get; set; }

    /// <summary>Its further parts.</summary>
    public List<ModelPricePartRow> Parts { get; set; } = [];

    public long? MaxOutputTokens { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who entered or imported it.</summary>
    public required string Actor { get; set; }
}
