namespace Bluebear.Dashboard.Data.Model.Tenants;

/// <summary>A company.</summary>
public sealed class TenantRow
{
    public int Id { get; set; }

    /// <summary>Unique. Commands accept it instead of the id.</summary>
    public required string Name { get; set; }

    /// <summary>The IANA name of the time zone in which the tenant's days begin.</summary>
    public required string TimeZone { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Credits for one dollar of a price list, or null if that was never set.</summary>
    public decimal? CreditsPerUsd { get; set; }

    /// <summary>Since when moves are stopped because of a difference that has not been reviewed; null if they are not.</summary>
    public DateTimeOffset? MovesStoppedAt { get; set; }

    /// <summary>When the application last checked the books by itself; null before the first check.</summary>
    public DateTimeOffset? BooksCheckedAt { get; set; }

    /// <summary>The fingerprint of the differences that a finance admin reviewed last, or null.</summary>
    public string? SeenDifferences { get; set; }

    /// <summary>
    /// The accounts that differed from their last entry at that review, see <see cref="SeenAccounts"/>; null if none did.
    /// </summary>
    public string? SeenAccounts { get; set; }

    /// <summary>A transfer by hand above this amount needs a second person; null for no limit.</summary>
    public long? TransferLimitMicroCredits { get; set; }

    /// <summary>True if an exhausted account asks for credits by itself.</summary>
    public bool OpensCostTickets { get; set; }
}
