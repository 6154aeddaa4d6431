using System.Threading.RateLimiting;
using Bluebear.Dashboard.Identity;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Limits program requests: by key, and by address if they have no valid key.</summary>
/// <remarks>
/// An address that keeps guessing keys is refused before its key is checked. Valid keys at that address then wait too.
/// </remarks>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly PartitionedRateLimiter<string> _keys;
    private readonly PartitionedRateLimiter<string> _addresses;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        _keys = Limiter(options.Value.PerKeyPerSecond);
        _addresses = Limiter(options.Value.UnknownPerAddressPerSecond);
    }

    /// <summary>Counts by address. Runs before the key is checked.</summary>
    public async Task CountAddressAsync(HttpContext context, RequestDelegate next)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        using (var left = _addresses.AttemptAcquire(address, 0))
        {
            if (!left.IsAcquired)
            {
                await RefuseAsync(context);
                return;
            }
        }

        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            _addresses.AttemptAcquire(address).Dispose();
        }
    }

    /// <summary>Counts by key. Runs after the key was checked.</summary>
    public async Task CountKeyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.FindFirst(ApiScopes.KeyClaimType)?.Value is { } key)
        {
            using var lease = _keys.AttemptAcquire(key);
            if (!lease.IsAcquired)
            {
                await RefuseAsync(context);
                return;
            }
        }

        await next(context);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int perSecond) => PartitionedRateLimiter.Create<string, string>(
        name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        }));

    private static Task RefuseAsync(HttpContext context) => new ApiProblem(
        StatusCodes.Status429TooManyRequests, "rate_limited", "Too many requests. Try again after the seconds in Retry-After.")
    {
        RetryAfter = 1,
    }.ExecuteAsync(context);
}
