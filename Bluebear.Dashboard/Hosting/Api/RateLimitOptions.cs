using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Section <c>RateLimits</c>: how many requests programs may make.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The largest number of requests of one API key in a second.</summary>
    [Range(1, 1_000_000)]
    public int PerKeyPerSecond { get; set; } = 2_000;

    /// <summary>The largest number of requests without a valid key of one address in a second.</summary>
    [Range(1, 1_000_000)]
    public int UnknownPerAddressPerSecond { get; set; } = 100;
}
