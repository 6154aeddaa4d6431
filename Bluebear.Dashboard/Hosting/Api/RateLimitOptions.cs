using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Section <c>RateLimits</c>: how often programs may ask.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests that one API key may make in a second.</summary>
    [Range(1, 1_000_000)]
    public int PerKeyPerSecond { get; set; } = 2_000;

    /// <summary>Requests without a valid key that one address may make in a second.</summary>
    [Range(1, 1_000_000)]
    public int UnknownPerAddressPerSecond { get; set; } = 100;
}
