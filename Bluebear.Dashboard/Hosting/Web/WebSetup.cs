using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Sets up what surrounds every request: proxies, headers, errors, origins, health.</summary>
internal static class WebSetup
{
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>("Proxies");
        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(AllowHosts);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(Trust);
        services.AddHsts(hsts => hsts.MaxAge = OneYear);
        services.AddHealthChecks();
        return services;
    }

    /// <summary>Adds the middleware, before everything else.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RelativeRedirects>();
        app.UseErrorAnswers();
        app.UseMiddleware<OriginCheck>();
    }

    /// <summary>
    /// Maps <c>/healthz</c>, which answers while the process lives, and <c>/readyz</c>, which answers while it can work.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(DashboardUrls.Health, new() { Predicate = static _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks(DashboardUrls.Ready).AllowAnonymous();
    }

    // The host that a proxy forwards is checked against the same list as the Host header itself.
    private static void AllowHosts(ForwardedHeadersOptions headers, IConfiguration configuration)
    {
        foreach (var host in AllowedHosts.Of(configuration))
        {
            headers.AllowedHosts.Add(host);
        }
    }

    private static void Trust(ForwardedHeadersOptions headers, IOptions<ProxyOptions> proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in proxies.Value.Networks)
        {
            headers.KnownIPNetworks.Add(network);
        }

        // With an empty list the framework would trust every proxy.
        if (headers.KnownIPNetworks.Count == 0)
        {
            headers.ForwardedHeaders = ForwardedHeaders.None;
        }
    }
}
