using System.Net;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary><c>/metrics</c>: the installation in figures, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Registers what measures and what reads it.</summary>
    public static IServiceCollection AddMetricsPage(this IServiceCollection services) => services
        .AddSingleton<LedgerMeter>()
        .AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<LedgerMeter>())
        .AddSingleton<MetricReader>();

    /// <summary>Maps it, for keys with <c>usage:read</c> and for whoever sits at the machine itself; starts to measure.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<MetricReader>();
        app.MapGet(DashboardUrls.Metrics, ReadAsync).ExcludeFromDescription().RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(ApiScopes.AuthenticationScheme)
            .RequireAssertion(static access => access.User.HasClaim(ApiScopes.ClaimType, ApiScopes.UsageRead)
                || (access.Resource is HttpContext context && IsFromThisMachine(context))));
    }

    private static async Task<IResult> ReadAsync(
        MetricReader reader, LedgerMeter meter, CreditLedger ledger, CountHolds holds, CancellationToken cancellation)
    {
        meter.Observe(ledger.Waiting, await holds.OpenAsync(cancellation));
        return Results.Text(reader.Read(), PrometheusText.ContentType);
    }

    // A proxy on the same machine that nobody told us to trust comes from here, too, and so does a browser that was lured to a name
    // which leads here.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
