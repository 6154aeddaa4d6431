using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Prices;

/// <summary>What a model costs from an instant on. Never changed: a later price is a row of its own.</summary>
public sealed class ModelPriceRow : ITenantRow
{
    /// <summary>Given by the database.</summary>
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Model { get; set; }

    /// <summary>From when it holds; null for all times.</summary>
    public DateTimeOffset? ValidFrom { get; set; }

    /// <summary>Credits per million input tokens.</summary>
    public decimal InputPerMillion { get; set; }

    /// <summary>Credits per million cached input tokens, or null where the list says nothing of them.</summary>
    public decimal? CachedInputPerMillion { get; set; }

    /// <summary>Credits per million output tokens.</summary>
    public decimal OutputPerMillion { get; set; }

    public long? MaxOutputTokens { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who entered or imported it.</summary>
    public required string Actor { get; set; }
}
