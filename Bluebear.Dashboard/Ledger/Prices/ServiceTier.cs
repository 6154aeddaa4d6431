namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The provider's service tier of a request. A closed set; the values are stored.</summary>
public enum ServiceTier
{
    /// <summary>The usual service.</summary>
    Standard = 0,

    /// <summary>Answered later, as part of a batch.</summary>
    Batch = 1,

    /// <summary>Answered when there is capacity.</summary>
    Flex = 2,

    /// <summary>Answered before others.</summary>
    Priority = 3,
}

/// <summary>The service tiers as texts: <c>standard</c>, <c>batch</c>, <c>flex</c>, <c>priority</c>.</summary>
public static class ServiceTierText
{
    /// <summary>All tiers, for messages.</summary>
    public const string InWords = "standard, batch, flex or priority";

    /// <summary>A tier's text.</summary>
    public static string Of(ServiceTier tier) => tier switch
    {
        ServiceTier.Standard => "standard",
        ServiceTier.Batch => "batch",
        ServiceTier.Flex => "flex",
        ServiceTier.Priority => "priority",
    };

    /// <summary>Reads a tier's text, exactly as <see cref="Of"/> writes it.</summary>
    public static bool TryParse(string? text, out ServiceTier tier)
    {
        (var known, tier) = text switch
        {
            "standard" => (true, ServiceTier.Standard),
            "batch" => (true, ServiceTier.Batch),
            "flex" => (true, ServiceTier.Flex),
            "priority" => (true, ServiceTier.Priority),
            _ => (false, ServiceTier.Standard),
        };
        return known;
    }
}
