using System.Net;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary><c>/metrics</c>: the installation's figures, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Maps it, for keys with <c>usage:read</c> and for requests from the machine itself.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPrometheusScrapingEndpoint(DashboardUrls.Metrics, null, static scrape => scrape.Use(ObserveAsync), null)
        .RequireAuthorization(static policy => policy
            .AddAuthenticationSchemes(ApiScopes.AuthenticationScheme)
            .RequireAssertion(static access => access.User.HasClaim(ApiScopes.ClaimType, ApiScopes.UsageRead)
                || (access.Resource is HttpContext context && IsFromThisMachine(context))));

    private static async Task ObserveAsync(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        services.GetRequiredService<LedgerMeter>().Observe(
            services.GetRequiredService<CreditLedger>().Waiting,
            await services.GetRequiredService<CountHolds>().OpenAsync(context.RequestAborted));
        services.GetRequiredService<DeliveryMeter>().Observe(await services.GetRequiredService<CountDeliveries>().RunAsync(context.RequestAborted));
        await next(context);
    }

    // An untrusted proxy on the same machine also connects from here, and so does a browser that was lured to a name that leads
    // here.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
