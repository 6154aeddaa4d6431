namespace Bluebear.Dashboard.Data.Model.Tenants;

/// <summary>A company.</summary>
public sealed class TenantRow
{
    public int Id { get; set; }

    /// <summary>Unique; commands take it in place of the id.</summary>
    public required string Name { get; set; }

    /// <summary>IANA name of the zone in which the tenant's days begin.</summary>
    public required string TimeZone { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What a dollar of a price list costs in credits, or null where that was never said.</summary>
    public decimal? CreditsPerUsd { get; set; }

    /// <summary>Since when nothing moves because a check found a difference that nobody has looked at; null where all is well.</summary>
    public DateTimeOffset? MovesStoppedAt { get; set; }

    /// <summary>When the application last checked the books by itself; null before the first time.</summary>
    public DateTimeOffset? BooksCheckedAt { get; set; }

    /// <summary>The fingerprint of the differences that a finance admin has looked at last, or null.</summary>
    public string? SeenDifferences { get; set; }

    /// <summary>The accounts that did not agree with their last entry then, see <see cref="SeenAccounts"/>; null where all did.</summary>
    public string? SeenAccounts { get; set; }
}
